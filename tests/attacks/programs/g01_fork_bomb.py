# ends: limit finished
# A fork bomb, counted: where nothing stops it, 128 processes.
import os, time
count = os.open("/tmp/count", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
first = os.getpid()
for _ in range(7):
    try:
        os.fork()
    except OSError:
        pass
os.write(count, b"x")
for _ in range(80):
    time.sleep(0.1)
    made = os.path.getsize("/tmp/count")
    if made > 100:
        break
if os.getpid() == first:
    print("BREACH" if made > 100 else "held at", made)
