# ends: limit finished
# Threads until none is left.
import threading, time
started = 0
try:
    while started < 200:
        threading.Thread(target=time.sleep, args=(5,), daemon=True).start()
        started += 1
    print("BREACH", started)
except RuntimeError as error:
    print("stopped after", started, error)
