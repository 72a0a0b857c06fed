# Write where the system lives.
import os, sys
for place in ("/", "/usr", "/usr/bin", "/etc", "/lib", "/var", "/proc/sys/kernel", "/sys", os.path.dirname(os.__file__), *[p for p in sys.path if p.startswith("/")]):
    if place.startswith(("/home", "/tmp")):
        continue
    try:
        os.open(os.path.join(place, "parrilla-was-here"), os.O_WRONLY | os.O_CREAT)
        print("BREACH wrote", place)
    except OSError as error:
        print("denied", place, error.errno)
