# expect: context-follows-everywhere@11|context-follows-everywhere@15
# exit: 1
# why: a pool's thread does not know the variable of the one who handed over the work
import contextvars, time
from concurrent.futures import ThreadPoolExecutor

traza = contextvars.ContextVar("traza")

def apunta(x):
    time.sleep(.15)
    return traza.get(), x

traza.set("t-17")
with ThreadPoolExecutor(2) as tp:
    print(list(tp.map(apunta, "ab")))
