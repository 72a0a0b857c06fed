# One allocation of 8 GB.
try:
    block = bytearray(8 << 30)
    block[::4096] = b"x" * len(block[::4096])
    print("BREACH allocated")
except MemoryError:
    print("denied")
