# A FIFO nobody reads, and a hard link to a system file.
import os
os.mkfifo("pipe")
try:
    os.open("pipe", os.O_WRONLY | os.O_NONBLOCK)
except OSError as error:
    print("nobody reads", error.errno)
try:
    os.link("/usr/bin/env", "env")
    print("BREACH linked")
except OSError as error:
    print("denied", error.errno)
