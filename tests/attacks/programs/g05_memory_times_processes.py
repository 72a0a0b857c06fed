# ends: limit finished
# Many processes, each under the limit of one, all at once.
import os, time
children = []
for _ in range(8):
    pid = os.fork()
    if pid == 0:
        block = os.urandom(1 << 20) * 120
        time.sleep(3)
        os._exit(0)
    children.append(pid)
alive = sum(os.waitpid(pid, 0)[1] == 0 for pid in children)
print("BREACH" if alive == len(children) else "held at", alive * 120, "MB")
