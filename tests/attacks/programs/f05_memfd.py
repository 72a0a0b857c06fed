# Memory that no limit of this process counts.
import os
try:
    fd = os.memfd_create("hidden")
    for _ in range(8):
        os.write(fd, b"x" * (1 << 20))
    print("BREACH hid 8 MB")
except (OSError, AttributeError) as error:
    print("denied", error)
