# Find the broker's unix socket, by path and by the kernel's list.
import os, socket
try:
    listing = open("/proc/net/unix").read()
except OSError:
    listing = ""
paths = [line.split()[-1] for line in listing.splitlines()[1:] if len(line.split()) == 8]
for path in [*paths, "/tmp/valkey.sock", "/run/valkey.sock", "/var/run/redis/redis.sock", "/run/postgresql/.s.PGSQL.5432", "/var/run/docker.sock"]:
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(0.3)
    try:
        s.connect("\0" + path[1:] if path.startswith("@") else path)
        print("BREACH connected to", path)
    except OSError:
        pass
print("done")
