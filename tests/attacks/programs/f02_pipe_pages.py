# Use up the pipe pages of this kernel user.
import fcntl, os
try:
    for made in range(60):
        read, write = os.pipe()
        fcntl.fcntl(write, 1031, 1 << 20)
        os.write(write, b"x" * (1 << 20))
        print("BREACH a big pipe", made)
except OSError as error:
    print("denied", error)
