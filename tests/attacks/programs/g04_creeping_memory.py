# ends: limit finished
# Memory that grows slowly.
import time
kept = []
while len(kept) < 100:
    kept.append(bytearray(b"x" * (8 << 20)))
    time.sleep(0.01)
print("BREACH", len(kept) * 8, "MB")
