# Use up what the kernel counts per user, so that another run gets none.
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
made = 0
for made in range(2000):
    if libc.inotify_init() < 0:
        break
print("BREACH" if made > 0 else "denied", made)
