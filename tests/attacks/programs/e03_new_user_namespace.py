# Become root in a namespace of our own, then mount.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for name, flag in (("user", 0x10000000), ("mount", 0x20000), ("net", 0x40000000), ("pid", 0x20000000), ("all", 0x7E020000)):
    print("BREACH unshare" if libc.unshare(flag) == 0 else "denied", name, ctypes.get_errno())
try:
    os.write(os.open("/proc/self/uid_map", os.O_WRONLY), b"0 0 1")
    print("BREACH uid_map")
except OSError as error:
    print("denied", error)
