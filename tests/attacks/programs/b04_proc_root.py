# Walk out through /proc/<pid>/root and /proc/<pid>/cwd.
import os
for pid in filter(str.isdigit, os.listdir("/proc")):
    for link in ("root", "cwd"):
        try:
            names = set(os.listdir(f"/proc/{pid}/{link}/"))
        except OSError:
            continue
        if names & {"boot", "root", "srv", "var", "manage.py"}:
            print("BREACH", pid, link, names)
print("done")
