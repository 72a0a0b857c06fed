# Make and use device files.
import os, stat
for name, device in (("mem", os.makedev(1, 1)), ("sda", os.makedev(8, 0)), ("null", os.makedev(1, 3))):
    try:
        os.mknod(name, stat.S_IFBLK | 0o666, device)
        print("BREACH made", name)
    except OSError as error:
        print("denied", error.errno)
    try:
        os.mknod(name + "c", stat.S_IFCHR | 0o666, device)
        print("BREACH made", name)
    except OSError as error:
        print("denied", error.errno)
