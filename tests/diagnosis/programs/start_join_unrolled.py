# expect: start-join-in-loop@14|start-join-in-loop@15|start-join-in-loop@17|start-join-in-loop@18
import threading
import time

found = {}


def look(shop):
    time.sleep(0.12)
    found[shop] = len(shop)


first = threading.Thread(target=look, args=("bakery",))
first.start()
first.join()
second = threading.Thread(target=look, args=("butcher",))
second.start()
second.join()
print(found)
