# Push characters into a terminal.
import fcntl
for fd in range(3):
    try:
        fcntl.ioctl(fd, 0x5412, b"x")
        print("BREACH")
    except OSError as error:
        print("denied", error.errno)
