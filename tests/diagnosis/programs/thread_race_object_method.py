# expect: thread-race@10|thread-race@13
import threading


class Till:
    def __init__(self):
        self.money = 0

    def pay(self, amount):
        before = self.money
        for _ in range(200):
            pass
        self.money = before + amount


def customer(till):
    for _ in range(2_000):
        till.pay(1)


till = Till()
threads = [threading.Thread(target=customer, args=(till,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(till.money)
