# A sparse file of a terabyte, then touch its pages.
import os
try:
    fd = os.open("sparse", os.O_RDWR | os.O_CREAT)
    os.ftruncate(fd, 1 << 40)
    print("BREACH a terabyte")
except OSError as error:
    print("denied", error)
