# expect: nothing
# looks-like: start-join-in-loop
import threading, time
def fondo(): time.sleep(.2)
h = threading.Thread(target=fondo); h.start()
s = 0
for i in range(5): time.sleep(.03); s += i
h.join(); print(s)
