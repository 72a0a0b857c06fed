# expect: nothing
# service: kitchen
# looks-like: blocking-http await-in-loop
import os

import requests

with requests.Session() as session:
    for dish in ("soup", "fish"):
        reply = session.get(f"{os.environ['KITCHEN']}/{dish}?ms=100")
        print(dish, reply.status_code)
