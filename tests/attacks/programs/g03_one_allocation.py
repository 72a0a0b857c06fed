# One allocation of 8 GB, of which no page need be touched.
try:
    block = bytes(8 << 30)
    print("BREACH allocated")
except MemoryError:
    print("denied")
