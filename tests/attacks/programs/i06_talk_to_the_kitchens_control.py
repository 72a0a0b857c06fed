# exercise: M2
# Confuse the kitchen: malformed, enormous and endless requests.
import os, socket
port = int(os.environ["COCINA"].rsplit(":", 1)[1])
for payload in (b"GET / HTTP/1.1\r\ncontent-length: 99999999999\r\n\r\n", b"\0" * 200_000, b"GET /perfil?ms=-5 HTTP/1.1\r\n\r\n", b"GET /perfil?ms=nan HTTP/1.1\r\n\r\n", b"GET /perfil?ms=1e308 HTTP/1.1\r\n\r\n", b"POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nffffffffff\r\n", b"x" * 70_000, b"do reset\n", b'{"do": "reset"}\n'):
    s = socket.create_connection(("127.0.0.1", port))
    s.settimeout(0.2)
    try:
        s.sendall(payload)
        s.recv(100)
    except OSError:
        pass
print("sent")
