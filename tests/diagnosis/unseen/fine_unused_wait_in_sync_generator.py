# expect: nothing
# looks-like: await-in-loop blocking-sleep
import time

def goteo(n):
    for i in range(n):
        time.sleep(.04)
        yield i

print(sum(goteo(5)))
