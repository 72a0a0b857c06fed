# kill(-1): everybody we may signal, ourselves excepted.
import os, signal
try:
    os.kill(-1, signal.SIGKILL)
    print("BREACH somebody was there")
except OSError as error:
    print("denied", error)
print("still here")
