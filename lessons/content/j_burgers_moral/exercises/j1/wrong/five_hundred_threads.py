import os
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

KITCHEN = urlsplit(os.environ["COCINA"])


def serve(n):
    line = HTTPConnection(KITCHEN.hostname, KITCHEN.port, timeout=30)
    line.request("GET", f"/mesa/{n}")
    return line.getresponse().read()


with ThreadPoolExecutor(500) as waiters:
    print(len(list(waiters.map(serve, range(1, 501)))))
