# Fill the shared memory of everybody.
import os
try:
    with open("/dev/shm/all", "wb") as file:
        for _ in range(64):
            file.write(b"x" * (1 << 20))
    print("BREACH 64 MB")
except OSError as error:
    print("stopped", error)
