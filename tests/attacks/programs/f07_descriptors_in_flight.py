# Send descriptors that nobody receives: the kernel counts them for all of this user, and refuses others theirs.
import os, socket, time
fd, sent, kept = os.open("/dev/null", os.O_RDONLY), 0, []
try:
    while True:
        kept.append(socket.socketpair())
        for _ in range(5):
            socket.send_fds(kept[-1][0], [b"x"], [fd] * 200)
            sent += 200
except OSError as error:
    print("stopped", error.errno)
print("holds", sent, flush=True)
time.sleep(2)
