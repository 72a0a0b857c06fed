# Hold, raise or inherit a capability.
import ctypes, os, re
status = open("/proc/self/status").read()
for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
    value = re.search(rf"{name}:\s*(\w+)", status)[1]
    print("BREACH" if int(value, 16) else "none", name, value)
print("BREACH" if "NoNewPrivs:\t1" not in status else "no new privileges")
print("BREACH" if "Seccomp:\t2" not in status else "filtered")
for uid in (0, 1000):
    try:
        os.setuid(uid)
        print("BREACH uid", uid)
    except OSError as error:
        print("denied", error.errno)
