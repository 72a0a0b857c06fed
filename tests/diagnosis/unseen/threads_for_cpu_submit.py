# expect: threads-for-cpu@17
from concurrent.futures import ThreadPoolExecutor, as_completed

def perfect(lo, hi):
    found = []
    for n in range(lo, hi):
        s = 1
        for d in range(2, int(n ** 0.5) + 1):
            if n % d == 0:
                s += d + (n // d if d * d != n else 0)
        if s == n and n > 1:
            found.append(n)
    return found

out = []
with ThreadPoolExecutor() as tp:
    fs = {tp.submit(perfect, k * 8000, (k + 1) * 8000) for k in range(5)}
    for f in as_completed(fs):
        out += f.result()
print(sorted(out))
