# context: play:script:database
# The server as a process and its files: seen, read, signalled, reached past its door.
import os, signal, socket
import psycopg2
line = psycopg2.connect(os.environ["DATABASE_URL"])
cursor = line.cursor()
cursor.execute("SELECT pg_backend_pid()")
backend = cursor.fetchone()[0]
for pid in [name for name in os.listdir("/proc") if name.isdigit()]:
    try:
        words = open(f"/proc/{pid}/cmdline", "rb").read()
    except OSError:
        continue
    if b"postgres" in words:
        print("BREACH seen", pid)
for pid in {1, 3, 4, 5, 6, 7, 8, 9, backend} - {os.getpid()}:
    try:
        os.kill(pid, signal.SIGKILL)
        if pid != 1:
            print("BREACH killed", pid)
    except OSError:
        pass
for place in ("/tmp", "/opt/database", "/var/lib/postgresql", "/run/postgresql"):
    for folder, _, names in os.walk(place):
        for name in names:
            print("BREACH file", folder, name)
reached = []
for row in open("/proc/net/unix").read().splitlines()[1:]:
    path = row.split()[-1]
    if "PGSQL" not in path and not path.startswith("@"):
        continue
    for name in {path, path.replace("@", "\0", 1), "/tmp/data/.s.PGSQL.5432"}:
        with socket.socket(socket.AF_UNIX) as door:
            if door.connect_ex(name) == 0:
                print("BREACH past the door", name)
for port in range(5400, 5500):
    with socket.socket() as door:
        door.settimeout(0.2)
        if door.connect_ex(("127.0.0.1", port)) == 0:
            reached.append(port)
print("reached", reached)
if reached != [5432]:
    print("BREACH another port")
cursor.execute("SELECT count(*) FROM dishes")
print("still served", cursor.fetchone()[0])
