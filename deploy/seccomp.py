#!/usr/bin/env python3
"""The seccomp profile of the sandbox's container: prints it, or with `--write` keeps it in `deploy/seccomp.json`.

The profile is an allow list: what is not named here answers EPERM. It differs from an engine's own default in two ways.
It *adds* what an unprivileged process needs to build a jail (namespaces, mounts, a new root), which is safe to offer
because the process holds no capability outside the namespaces that it makes itself. It *takes away* what neither the
worker nor a learner's program needs: tracing other processes, kernel keys, io_uring, BPF, performance counters,
userfaultfd, and every socket family except unix, IPv4, IPv6 and the routing netlink that brings a loopback up.
Each run installs a stricter filter on top (`sandbox/jail`).

Names that an architecture lacks are skipped by the engine; foreign architectures are refused.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

PROFILE: Final = Path(__file__).with_name("seccomp.json")

FILES: Final = """
access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2 fadvise64
fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr flistxattr flock fremovexattr
fsetxattr fstat fstatfs fsync ftruncate futimesat getcwd getdents getdents64 getxattr inotify_add_watch inotify_init
inotify_init1 inotify_rm_watch ioctl lchown lgetxattr link linkat listxattr llistxattr lremovexattr lseek lsetxattr
lstat mkdir mkdirat mknod mknodat newfstatat open openat openat2 pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev
pwritev2 read readahead readlink readlinkat readv removexattr rename renameat renameat2 rmdir sendfile setxattr splice
stat statfs statx symlink symlinkat sync sync_file_range syncfs tee truncate umask unlink unlinkat utime utimensat
utimes vmsplice write writev
"""
WAITING: Final = """
epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 poll ppoll pselect6 select
signalfd signalfd4 timerfd_create timerfd_gettime timerfd_settime
"""
MEMORY: Final = """
brk madvise memfd_create mincore mlock mlock2 mlockall mmap mprotect mremap msync munlock munlockall munmap pkey_alloc
pkey_free pkey_mprotect membarrier
"""
PROCESSES: Final = """
arch_prctl execve execveat exit exit_group fork get_robust_list getcpu getegid geteuid getgid getgroups getpgid
getpgrp getpid getppid getpriority getresgid getresuid getrlimit getrusage getsid gettid getuid ioprio_get ioprio_set
kill landlock_add_rule landlock_create_ruleset landlock_restrict_self pause pidfd_open pidfd_send_signal prctl
prlimit64 restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
rt_sigtimedwait rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr
sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setattr sched_setparam
sched_setscheduler sched_yield seccomp set_robust_list set_tid_address setfsgid setfsuid setgid setgroups setitimer
setpgid setpriority setregid setresgid setresuid setreuid setrlimit setsid setuid sigaltstack tgkill time times tkill
uname vfork wait4 waitid capget capset getitimer alarm futex futex_waitv getrandom sysinfo
"""
TIME: Final = """
clock_getres clock_gettime clock_nanosleep gettimeofday nanosleep timer_create timer_delete timer_getoverrun
timer_gettime timer_settime
"""
SOCKETS: Final = """
accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg sendmmsg sendmsg
sendto setsockopt shutdown socketpair
"""
SHARED: Final = """
mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend mq_unlink msgctl msgget msgrcv msgsnd semctl semget semop
semtimedop shmat shmctl shmdt shmget
"""
JAIL: Final = "clone mount pivot_root sethostname umount2 unshare"
"""What a process needs to jail another one. Each asks for a capability in a namespace that the caller made itself."""

FAMILIES: Final = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10}
AF_NETLINK: Final = 16
NETLINK_ROUTE: Final = 0
ENOSYS: Final = 38


def equals(index: int, value: int) -> dict[str, Any]:
    return {"index": index, "value": value, "op": "SCMP_CMP_EQ"}


def profile() -> dict[str, Any]:
    """The profile in the engines' own JSON form."""
    groups = (FILES, WAITING, MEMORY, PROCESSES, TIME, SOCKETS, SHARED, JAIL)
    names = sorted({name for group in groups for name in group.split()})
    allow = "SCMP_ACT_ALLOW"
    sockets = [[equals(0, family)] for family in FAMILIES.values()]
    sockets.append([equals(0, AF_NETLINK), equals(2, NETLINK_ROUTE)])
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "archMap": [
            {"architecture": "SCMP_ARCH_X86_64", "subArchitectures": []},
            {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": []},
        ],
        "syscalls": [
            {"names": names, "action": allow},
            # Its flags sit behind a pointer, which no filter can read; told that it is missing, libc uses clone.
            {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": ENOSYS},
            *({"names": ["socket"], "action": allow, "args": args} for args in sockets),
        ],
    }


def rendered() -> str:
    return json.dumps(profile(), indent=1) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PROFILE.write_text(rendered())
    else:
        sys.stdout.write(rendered())
