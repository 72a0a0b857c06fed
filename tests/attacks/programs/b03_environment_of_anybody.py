# Read the environment of every process, ours and others', for a secret. Where a run's own database stands is none.
import os
OWN = {b"DATABASE_URL=postgresql://cocina@127.0.0.1:5432/cocina", b"PGDATABASE=cocina"}
WORDS = (b"SECRET", b"DATABASE", b"REDIS", b"BROKER", b"CANARY", b"PASSWORD")
leaks = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        data = open(f"/proc/{pid}/environ", "rb").read()
    except OSError:
        continue
    leaks += [(pid, one[:80]) for one in data.split(b"\0") if one not in OWN and any(word in one for word in WORDS)]
mine = [f"{name}={value}".encode() for name, value in os.environ.items()]
leaks += [one for one in mine if one not in OWN and any(word in one for word in WORDS)]
print("BREACH" if leaks else "clean", leaks)
