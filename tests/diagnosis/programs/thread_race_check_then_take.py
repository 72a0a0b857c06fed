# expect: thread-race@10|thread-race@11|thread-race@12
import threading
import time

stock = {"pen": 1}
sold = []


def buy(name):
    if stock["pen"] > 0:
        time.sleep(0.05)
        stock["pen"] -= 1
        sold.append(name)


threads = [threading.Thread(target=buy, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(stock, sold)
