import os
import selectors
import socket
from urllib.parse import urlsplit

KITCHEN = urlsplit(os.environ["COCINA"])

selector = selectors.DefaultSelector()
for n in range(1, 501):
    line = socket.create_connection((KITCHEN.hostname, KITCHEN.port))
    line.sendall(f"GET /mesa/{n} HTTP/1.0\r\n\r\n".encode())
    line.setblocking(False)
    selector.register(line, selectors.EVENT_READ)

served = 0
while served < 500:
    for key, _ in selector.select():
        if not key.fileobj.recv(65536):
            selector.unregister(key.fileobj)
            key.fileobj.close()
            served += 1
print(served)
