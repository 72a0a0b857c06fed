# Walk out through /proc/<pid>/root and /proc/<pid>/cwd.
import os
for pid in filter(str.isdigit, os.listdir("/proc")):
    for link in ("root", "cwd", "exe"):
        try:
            target = os.readlink(f"/proc/{pid}/{link}")
            if link == "root":
                names = os.listdir(f"/proc/{pid}/root/")
                if "work" in names or "root" in os.listdir(f"/proc/{pid}/root") and os.listdir(f"/proc/{pid}/root/root"):
                    print("BREACH", pid, target, names)
        except OSError:
            pass
print("done")
