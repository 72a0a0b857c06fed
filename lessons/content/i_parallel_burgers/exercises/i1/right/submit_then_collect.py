import os
from concurrent.futures import ThreadPoolExecutor, as_completed

import httpx

with httpx.Client(base_url=os.environ["COCINA"]) as kitchen, ThreadPoolExecutor(8) as cashiers:
    orders = [cashiers.submit(kitchen.get, f"/hamburguesa/{n}") for n in range(1, 25)]
    for order in as_completed(orders):
        print(order.result().json())
