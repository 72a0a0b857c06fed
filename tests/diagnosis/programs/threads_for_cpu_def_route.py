# expect: threads-for-cpu@16|threads-for-cpu@17|threads-for-cpu@18
# kind: app
# load: /primes/{user} 8
from fastapi import FastAPI

app = FastAPI()


def count(limit):
    found = 0
    for number in range(2, limit):
        found += all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    return found


@app.get("/primes/{n}")
def primes(n: int):
    return {"primes": count(30_000 + n)}
