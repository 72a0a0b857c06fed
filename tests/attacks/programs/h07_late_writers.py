# A child that writes after its parent has gone.
import os, time
if os.fork() == 0:
    time.sleep(1.5)
    print("BREACH too late", flush=True)
    os._exit(0)
print("parent ends")
os._exit(0)
