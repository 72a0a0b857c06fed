# Open files by handle, past every mount.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(b"\x80\0\0\0\x01\0\0\0" + b"\0" * 128)
mount = ctypes.c_int()
for name, call in (("name_to_handle_at", lambda: libc.name_to_handle_at(-100, b"/usr", buffer, ctypes.byref(mount), 0)), ("open_by_handle_at", lambda: libc.open_by_handle_at(os.open("/", os.O_RDONLY), buffer, 0))):
    print("BREACH" if call() >= 0 else "denied", name, ctypes.get_errno())
