# Kill everything that can be named.
import os, signal
for pid in range(1, 400):
    if pid in (os.getpid(), os.getppid()):
        continue
    try:
        os.kill(pid, signal.SIGKILL)
        print("BREACH killed", pid, flush=True)
    except OSError:
        pass
try:
    os.kill(1, signal.SIGKILL)
    os.kill(1, signal.SIGSTOP)
except OSError:
    pass
print("still here")
