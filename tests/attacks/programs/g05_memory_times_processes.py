# ends: limit finished
# Many processes, each under the limit of one.
import os, time
children = []
for _ in range(20):
    pid = os.fork()
    if pid == 0:
        block = bytearray(b"x" * (200 << 20))
        time.sleep(8)
        os._exit(0)
    children.append(pid)
alive = 0
for pid in children:
    _, status = os.waitpid(pid, 0)
    alive += status == 0
print("BREACH" if alive * 200 > 1500 else "held at", alive * 200, "MB")
