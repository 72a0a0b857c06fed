# expect: nothing
# looks-like: called-not-passed
import threading, time
def riega(p, s): time.sleep(s); print(p)
hs = [threading.Timer(.02 * i, riega, (p, .1)) for i, p in enumerate("xyz")]
for h in hs: h.start()
for h in hs: h.join()
