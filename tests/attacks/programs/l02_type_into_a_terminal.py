# Push characters into a terminal, ours or one of our own.
import fcntl, os
try:
    fds = [0, 1, 2, *os.openpty()]
    print("BREACH a terminal")
except OSError as error:
    print("denied", error)
    fds = [0, 1, 2]
for fd in fds:
    try:
        fcntl.ioctl(fd, 0x5412, b"x")
        print("BREACH")
    except OSError as error:
        print("denied", error.errno)
