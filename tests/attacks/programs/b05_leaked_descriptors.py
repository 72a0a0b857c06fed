# Use whatever descriptor was left open: is any a directory, a socket or a device of outside?
import os, stat
for name in os.listdir("/proc/self/fd"):
    fd = int(name)
    try:
        mode = os.fstat(fd).st_mode
        target = os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        continue
    if stat.S_ISDIR(mode) and not target.startswith("/proc"):
        print("BREACH directory", fd, target)
    elif stat.S_ISSOCK(mode):
        print("BREACH socket", fd, target)
    elif stat.S_ISREG(mode) and not target.startswith(("/home", "/tmp")):
        print("BREACH file", fd, target)
    else:
        print("ok", fd, target)
