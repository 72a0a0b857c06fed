# Lock a file that every run shares.
import fcntl, os
fd = os.open(os.__file__, os.O_RDONLY)
try:
    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    print("BREACH locked")
except OSError as error:
    print("denied", error)
