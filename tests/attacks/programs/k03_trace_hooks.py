# Break the tracer: its hooks, its pipe, its thread.
import asyncio, os, sys, threading
asyncio.Handle._run = None
sys.settrace(lambda *a: None)
threading.settrace(lambda *a: None)
for fd in range(3, 64):
    try:
        os.write(fd, b"\xff[[[[" * 1000 + b"\n")
        os.write(fd, b'["s", -1, NaN, 1e999, null, {}, []]\n')
        os.write(fd, b"[" * 5000 + b"\n")
        os.close(fd)
    except OSError:
        pass
print("still here")
