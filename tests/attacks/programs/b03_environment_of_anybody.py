# Read the environment of every process, ours and others', for a secret.
import os
leaks = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        data = open(f"/proc/{pid}/environ", "rb").read()
    except OSError:
        continue
    if any(word in data for word in (b"SECRET", b"DATABASE", b"REDIS", b"BROKER", b"CANARY", b"PASSWORD")):
        leaks.append((pid, data[:200]))
leaks += [name for name in os.environ if any(word in name for word in ("SECRET", "DATABASE", "REDIS", "BROKER", "CANARY"))]
print("BREACH" if leaks else "clean", leaks)
