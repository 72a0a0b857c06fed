# Map far more than there is.
import mmap
try:
    areas = [mmap.mmap(-1, 1 << 30) for _ in range(64)]
    for area in areas:
        for offset in range(0, 1 << 30, 4096):
            area[offset] = 1
    print("BREACH 64 GB")
except (OSError, MemoryError, ValueError) as error:
    print("denied", error)
