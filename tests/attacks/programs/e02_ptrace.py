# Trace and read the memory of a process.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
print("BREACH ptrace" if libc.ptrace(16, os.getppid(), 0, 0) >= 0 else "denied ptrace", ctypes.get_errno())
local = ctypes.create_string_buffer(16)
class Vector(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
a = Vector(ctypes.addressof(local), 16)
b = Vector(0x400000, 16)
for pid in (1, os.getppid()):
    result = libc.process_vm_readv(pid, ctypes.byref(a), 1, ctypes.byref(b), 1, 0)
    print("BREACH process_vm_readv" if result >= 0 else "denied", pid, ctypes.get_errno())
try:
    open("/proc/1/mem", "rb").read(1)
    print("BREACH mem")
except OSError as error:
    print("denied", error)
