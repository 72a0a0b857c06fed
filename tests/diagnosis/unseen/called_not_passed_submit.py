# expect: called-not-passed@11
# why: the work is done at once, by the one who hands it over
import time
from concurrent.futures import ThreadPoolExecutor

def descarga(n):
    time.sleep(.12)
    return n

with ThreadPoolExecutor(4) as ex:
    futuros = [ex.submit(descarga(n)) for n in range(4)]
print([type(f.exception()).__name__ for f in futuros])
