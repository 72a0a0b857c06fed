import threading
import time


def memory():
    """MB the program has in memory now."""
    with open("/proc/self/statm") as count:
        return int(count.read().split()[1]) * 4096 / 1e6


before = memory()
threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(400)]
for thread in threads:
    thread.start()
print(f"400 threads waiting: {memory() - before:.1f} MB more")
for thread in threads:
    thread.join()
print(f"and {time.process_time() * 1000:.0f} ms of CPU in all")
