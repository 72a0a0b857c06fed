# Open descriptors until none is left.
import os
fds = []
try:
    while len(fds) < 5_000:
        fds.append(os.dup(0) if fds else os.open("/dev/null", os.O_RDONLY))
    print("BREACH", len(fds))
except OSError as error:
    print("stopped after", len(fds), error)
