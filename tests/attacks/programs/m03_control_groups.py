# Leave or change the control group.
import glob, os
print("BREACH the groups are there to be seen" if os.path.exists("/sys/fs/cgroup") else "no groups to be seen")
for path in [*glob.glob("/sys/fs/cgroup/**/cgroup.procs", recursive=True)[:20], *glob.glob("/sys/fs/cgroup/**/memory.max", recursive=True)[:20], "/sys/fs/cgroup/cgroup.procs"]:
    try:
        os.write(os.open(path, os.O_WRONLY), str(os.getpid()).encode())
        print("BREACH", path)
    except OSError:
        pass
print("done")
