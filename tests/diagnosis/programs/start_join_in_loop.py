# expect: start-join-in-loop@14|start-join-in-loop@15
# twin: fine_start_all_join_all.py
import threading
import time


def fetch(page):
    time.sleep(0.13)
    print("page", page)


for page in range(4):
    t = threading.Thread(target=fetch, args=(page,))
    t.start()
    t.join()
