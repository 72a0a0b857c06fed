# ends: limit
# An exit handler and a finaliser that hang.
import atexit, time
class Sticky:
    def __del__(self):
        time.sleep(300)
kept = Sticky()
atexit.register(time.sleep, 300)
print("ending")
