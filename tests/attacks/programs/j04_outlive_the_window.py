# Work that goes on in a session of its own after the program ended.
import os, time
if os.fork() == 0:
    os.setsid()
    open("/proc/self/comm", "w").write("left-behind")
    if os.fork() == 0:
        for fd in range(3):
            os.close(fd)
        time.sleep(600)
    os._exit(0)
print("gone")
