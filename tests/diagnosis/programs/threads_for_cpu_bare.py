# expect: threads-for-cpu@18|threads-for-cpu@19|threads-for-cpu@22
import threading


def collatz(start, stop, best):
    longest = 0
    for n in range(start, stop):
        steps, x = 0, n
        while x != 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            steps += 1
        longest = max(longest, steps)
    best.append(longest)


best = []
threads = [
    threading.Thread(target=collatz, args=(1, 14_000, best)),
    threading.Thread(target=collatz, args=(14_000, 27_000, best)),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(max(best))
