# ends: finished signalled limit
# Every system call number with odd arguments, each in a child of its own.
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
skip = {56, 57, 58, 59, 60, 231, 322, 34, 61, 247, 7, 271, 23, 270, 232, 281, 35, 230, 130, 15, 128, 202, 449, 435, 441}
for number in range(0, 470):
    if number in skip:
        continue
    pid = os.fork()
    if pid == 0:
        libc.alarm(1)
        libc.syscall(number, -1, 1, -1, 0, 0, 0)
        os._exit(0)
    os.waitpid(pid, 0)
print("asked them all")
