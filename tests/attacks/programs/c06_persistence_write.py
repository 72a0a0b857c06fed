# Leave a file everywhere that can be written, for the next run to find (see c07).
import os
for place in ("/tmp", "/dev/shm", "/var/tmp", "/run", os.getcwd(), os.path.expanduser("~")):
    try:
        open(os.path.join(place, "left-behind"), "w").write("hello")
        print("wrote", place)
    except OSError:
        pass
