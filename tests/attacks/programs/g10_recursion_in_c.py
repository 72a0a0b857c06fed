# ends: finished signalled limit
# A recursion that ends in a segmentation fault.
import sys
sys.setrecursionlimit(10**9)
def f(x):
    return f(x)
class A:
    pass
x = []
for _ in range(10**6):
    x = [x]
try:
    print(len(repr(x)))
    f(0)
except (RecursionError, MemoryError) as error:
    print("stopped", type(error).__name__)
