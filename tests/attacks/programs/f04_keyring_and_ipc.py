# Leave something in the keyring, SysV and POSIX IPC.
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
for name, number in (("add_key", 248), ("keyctl", 250), ("request_key", 249), ("shmget", 29), ("msgget", 68), ("semget", 64), ("mq_open", 240)):
    arguments = (b"user", b"name", b"data", 4, -3) if name == "add_key" else (0, 4096, 0o1666, 0)
    print("BREACH" if libc.syscall(number, *arguments) >= 0 else "denied", name, ctypes.get_errno())
