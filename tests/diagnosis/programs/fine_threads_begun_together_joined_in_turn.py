# expect: nothing
# looks-like: start-join-in-loop
import threading
import time


def look(shop):
    time.sleep(0.12)


bakery = threading.Thread(target=look, args=("bakery",))
butcher = threading.Thread(target=look, args=("butcher",))
bakery.start()
butcher.start()
bakery.join()
print("bakery")
butcher.join()
print("butcher")
