# expect: thread-race@10|thread-race@12
from concurrent.futures import ThreadPoolExecutor
import time

scores = {"red": 0, "blue": 0}


def play(team):
    for _ in range(10):
        before = scores[team]
        time.sleep(0.015)
        scores[team] = before + 1


with ThreadPoolExecutor(6) as pool:
    for team in ["red", "blue"] * 3:
        pool.submit(play, team)

print(scores)
