# See processes that are not ours.
import os
others = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        line = open(f"/proc/{pid}/cmdline").read().replace("\0", " ")
    except OSError:
        continue
    if any(word in line for word in ("celery", "daphne", "valkey", "manage.py", "postgres", "bwrap", "pytest")):
        others.append((pid, line))
print("BREACH" if others else "only ours", others)
