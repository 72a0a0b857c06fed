# Find what c06 left.
import os
found = [place for place in ("/tmp", "/dev/shm", "/var/tmp", "/run", os.getcwd(), os.path.expanduser("~")) if os.path.exists(os.path.join(place, "left-behind"))]
print("BREACH" if found else "nothing was left", found)
