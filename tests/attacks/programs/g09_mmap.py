# Map far more than there is.
import mmap
try:
    areas = [mmap.mmap(-1, 1 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS) for _ in range(64)]
    print("BREACH 64 GB")
except (OSError, MemoryError, ValueError) as error:
    print("denied", error)
