# context: play:script:database
# The door's own reading of the protocol: lengths that lie, messages that never end, a thousand connections.
import os, socket, struct
HERE = ("127.0.0.1", 5432)
NAMES = b"user\0cocina\0database\0cocina\0\0"
START = struct.pack("!II", 8 + len(NAMES), 196608) + NAMES
def try_out(name, *parts, read=True):
    try:
        with socket.create_connection(HERE, timeout=2) as door:
            for part in parts: door.sendall(part)
            if read:
                door.settimeout(1)
                while door.recv(65536): pass
    except OSError:
        pass
with socket.create_connection(HERE, timeout=5) as door:
    door.sendall(START)
    print("let in", door.recv(1) == b"R")  # else nothing below would get past the start
try_out("garbage", os.urandom(4096))
try_out("zero length", struct.pack("!II", 0, 196608))
try_out("giant start", struct.pack("!II", 0x7FFFFFFF, 196608))
try_out("no start", b"")
try_out("ssl for ever", struct.pack("!II", 8, 80877103) * 5000)
try_out("negative message", START, b"Q" + struct.pack("!i", -1) + b"x" * 100)
try_out("short message", START, b"Q" + struct.pack("!I", 1))
try_out("endless message", START, b"Q" + struct.pack("!I", 0x3FFFFFFF) + b"x" * 3_000_000, read=False)
try_out("executes", START, (b"E" + struct.pack("!I", 9) + b"\0" + struct.pack("!I", 0)) * 20000)
try_out("copy without end", START, b"Q" + struct.pack("!I", 4 + 48) + b"create temp table t(x text); copy t from stdin  \0"[:48].ljust(48, b"\0"), b"d" + struct.pack("!I", 1004) + b"x" * 1000, read=False)
try_out("cancel a stranger", struct.pack("!IIII", 16, 80877102, 1, 0))
try_out("names without end", START, *(b"P" + struct.pack("!I", 4 + 8 + 9 + 2) + b"s%06d\0" % n + b"select 1\0" + b"\0\0" for n in range(3000)))
many = []
try:
    for _ in range(900): many.append(socket.create_connection(HERE, timeout=1))
except OSError:
    pass
for one in many: one.close()
import time, psycopg2
until = time.monotonic() + 10
while True:
    try:
        line = psycopg2.connect(os.environ["DATABASE_URL"])
        break
    except psycopg2.Error:
        if time.monotonic() > until: raise
        time.sleep(0.1)
cursor = line.cursor()
cursor.execute("SELECT count(*) FROM dishes")
print("still served", cursor.fetchone()[0])
