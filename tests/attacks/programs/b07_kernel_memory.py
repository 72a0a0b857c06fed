# Read kernel memory and logs.
for path in ("/dev/mem", "/dev/kmem", "/proc/kcore", "/proc/kmsg", "/dev/kmsg", "/dev/sda", "/dev/vda", "/sys/kernel/debug"):
    try:
        print("BREACH", path, open(path, "rb").read(16))
    except OSError as error:
        print("denied", path, error.errno)
