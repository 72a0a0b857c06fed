# Write until something gives.
import os
written = 0
try:
    with open("big", "wb") as file:
        while written < 64 << 20:
            written += file.write(b"x" * (1 << 20))
    print("BREACH wrote", written)
except OSError as error:
    print("stopped after", written >> 20, "MB", error)
