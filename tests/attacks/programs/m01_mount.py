# Mount, remount, pivot and chroot.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
calls = {"tmpfs": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None), "remount": lambda: libc.mount(None, b"/", None, 32, None), "bind": lambda: libc.mount(b"/proc", b"/tmp", None, 4096, None), "umount": lambda: libc.umount2(b"/tmp", 2),
         "chroot": lambda: libc.chroot(b"/tmp"), "pivot_root": lambda: libc.syscall(155, b"/tmp", b"/tmp"), "fsopen": lambda: libc.syscall(430, b"tmpfs", 0), "open_tree": lambda: libc.syscall(428, -100, b"/", 1), "setns": lambda: libc.setns(os.open("/proc/self/ns/net", os.O_RDONLY), 0)}
for name, call in calls.items():
    print("BREACH" if call() >= 0 else "denied", name, ctypes.get_errno())
