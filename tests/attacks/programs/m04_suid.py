# Gain something from a set-uid program.
import os, shutil, subprocess
for name in ("su", "sudo", "mount", "passwd", "newuidmap", "ping", "pkexec"):
    path = shutil.which(name)
    if path:
        print("set-uid means nothing" if os.statvfs(path).f_flag & os.ST_NOSUID else "BREACH set-uid", name)
        done = subprocess.run([path, "-c", "id"] if name == "su" else [path, "-n", "id"] if name == "sudo" else [path, "/proc", "/tmp"], capture_output=True, text=True, timeout=3, stdin=subprocess.DEVNULL)
        print("BREACH" if "uid=0" in done.stdout else "denied", name)
print("done")
