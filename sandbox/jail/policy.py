"""The whole policy of the jail, as data. Nothing here runs; every other module of the jail reads it.

Each denial has its reason beside it, because a rule nobody can explain gets removed by the next person in a hurry.
"""

from __future__ import annotations

from typing import Final

# --- Who and where -------------------------------------------------------------------------------------------------

OUTER_UID: Final = 65534
"""Unprivileged uid (and gid) that everything of ours drops to when started as root; PARRILLA_SANDBOX_UID overrides
it."""

LEARNER_UID: Final = 1000
"""Uid the learner sees inside; outside it is the unprivileged uid above."""

HOME: Final = "/home/learner"
PROGRAM: Final = "main.py"
HOSTNAME: Final = "parrilla"

APP_PORT: Final = 8000
KITCHEN_PORT: Final = 8001
KITCHEN_URL: Final = f"http://127.0.0.1:{KITCHEN_PORT}"
MAIL_PORT: Final = 2525
DATABASE_PORT: Final = 5432
DATABASE: Final = "cocina"
"""The name of the run's database, and of the role that a program is in it."""
DISK: Final = "/disk"
"""The slow disk: a directory of its own that a program can read and not change."""

ENVIRONMENT: Final = {
    "HOME": HOME,
    "PATH": "/opt/venv/bin:/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "COCINA": KITCHEN_URL,
    "KITCHEN": KITCHEN_URL,
    "DATABASE_URL": f"postgresql://{DATABASE}@127.0.0.1:{DATABASE_PORT}/{DATABASE}",
    "PGHOST": "127.0.0.1",
    "PGPORT": str(DATABASE_PORT),
    "PGUSER": DATABASE,
    "PGDATABASE": DATABASE,
    "SMTP_HOST": "127.0.0.1",
    "SMTP_PORT": str(MAIL_PORT),
    "DISK": DISK,
}
"""The same for every program, whichever services it has: a cell is warm before anybody knows."""

# --- The outer wall: paths of the read-only root -------------------------------------------------------------------

PYTHON_PREFIX: Final = "/opt/python"
VENV: Final = "/opt/venv"
LIBRARIES: Final = "/opt/libraries"
CODE: Final = "/opt/parrilla"

TEMPLATE: Final = "/opt/database"
"""The data directory that every run's database is a copy of. A cell covers it: the learner sees an empty directory."""
DATABASE_HOME: Final = "/tmp"  # noqa: S108 - a tmpfs in the database's own mount namespace
DATABASE_DATA: Final = f"{DATABASE_HOME}/data"

SHARED_CODE: Final = ("__init__.py", "events.py", "inside", "jail", "zygote")
"""What of `sandbox/` can be seen from inside. Grading, diagnosis, jobs and the course can not."""

DEVICES: Final = ("null", "zero", "full", "random", "urandom")
"""No pty: one devpts would be shared by every run of a zygote, all of one kernel uid. No tty: nothing to steal input
from."""

ETC: Final = {
    "passwd": f"root:x:0:0:root:/root:/usr/sbin/nologin\n"
    f"learner:x:{LEARNER_UID}:{LEARNER_UID}:learner:{HOME}:/bin/sh\n",
    "group": f"root:x:0:\nlearner:x:{LEARNER_UID}:\n",
    "hosts": f"127.0.0.1 localhost {HOSTNAME}\n::1 localhost\n",
    "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    "resolv.conf": "",
}

PRELOAD: Final = (
    "asyncio", "concurrent.futures.process", "concurrent.futures.thread", "contextvars", "ctypes", "dataclasses",
    "functools", "itertools", "json", "linecache", "logging", "multiprocessing.pool", "multiprocessing.popen_fork",
    "multiprocessing.popen_spawn_posix", "multiprocessing.synchronize", "queue", "random", "signal",
    "statistics", "subprocess", "tempfile", "threading", "traceback", "typing", "uuid",
    "httpx", "requests", "aiohttp", "fastapi", "fastapi.testclient", "uvicorn", "uvicorn.lifespan.on",
    "uvicorn.loops.asyncio", "uvicorn.protocols.http.h11_impl",
    "anyio._backends._asyncio", "httpcore._async.connection_pool", "httpcore._async.http11", "httpcore._backends.auto",
    "fastapi.telemetry._runtime", "uvicorn.protocols.http.auto",
    "sandbox.inside.companion", "sandbox.inside.serving", "sandbox.inside.tracer",
)  # fmt: skip
"""Imported once by the zygote: imports cost 30 to 215 ms, the jail itself 1 to 5."""

LEFT_OUT: Final = ("brotli", "rich")
"""What the preloaded libraries import where it happens to be installed, as for developing it is: 4 MB. Where learners'
libraries are all there is, none of it is there."""

RECYCLE_AFTER: Final = 200
"""Cells one zygote builds before a fresh one, with another hash seed, takes over."""

# --- A cell's file systems -----------------------------------------------------------------------------------------

TMPFS: Final = (
    # path, share of disk_mb, inodes, mode
    ("/tmp", 1.0, 1024, "1777"),  # noqa: S108 - the learner's own, in a mount namespace nobody else sees
    ("/dev/shm", 1.0, 256, "1777"),  # noqa: S108
    (HOME, 1.0, 1024, "0700"),
)

DISK_BYTES: Final = 1024 * 1024
DISK_FILES: Final = 256

# --- Limits that no exercise changes ---------------------------------------------------------------------------------

OPEN_FILES: Final = 1024
ADDRESS_SPACE_MB: Final = 4096
"""Per process, on top of the entrant's memory limit. Generous, because threads reserve far more than they touch; the
bound that counts is the sum of the run's memory, sampled every SAMPLE_MS."""

SPARE_PROCESSES: Final = 8
"""RLIMIT_NPROC stands this far above the limit, so that the sampler can see, and name, a limit that was crossed; where
the program ended before it looked, what it left behind is counted. A program that makes too many *threads* and dies of
it within one SAMPLE_MS takes them along, and ends as `exited`, with Python's own error to be read: the kernel keeps no
account of what RLIMIT_NPROC refused, and that of the pids controller needs a cgroup of the run's own."""

WATCHES: Final = 100_000
"""What the selectors of a run may watch by epoll, all together. The kernel counts it for all of a user, and where that
is used up (fs.epoll.max_user_watches: a twenty-fifth of the memory, 200 bytes each) no other run can make an event
loop: without a bound, four processes do that to a machine of 4 GB in three seconds of CPU. Sixty threads with a loop
and a thousand connections each stay below. What goes over it is told as memory, which it is: the kernel's."""
FEW_FILES: Final = 100
"""A process with fewer open files than this is not looked at: it can watch 2,500 at most."""

SAMPLE_MS: Final = 100
USAGE_MS: Final = 500
GRACE_MS: Final = 200
"""Between SIGTERM and SIGKILL, when the supervisor ends an entrant whose measurement is complete."""

# --- The database beside a program ---------------------------------------------------------------------------------

DATABASE_DISK_MB: Final = 96
"""Its template takes 9; what a program writes, and the log of it, must fit the rest."""
DATABASE_ADDRESS_MB: Final = 512
"""Address space of each of its processes. One takes 220 before anybody asks it for anything."""
DATABASE_MEMORY_MB: Final = 320
"""Memory and disk of all its processes together, looked at as often as the learner's: what goes over it is ended."""
DATABASE_MOST_CONNECTIONS: Final = 100
"""At once; each costs 2 to 4 MB. Unless its exercise says another number, the door lets in 60."""

# --- System calls ----------------------------------------------------------------------------------------------------

FIRST_UNREVIEWED: Final = 451
"""Calls from this number on (the same on every architecture) answer ENOSYS: nobody has looked at them yet."""

DENIED: Final[dict[str, str]] = {
    "counted per kernel uid, so one run could starve another": (
        "inotify_init inotify_init1 fanotify_init fanotify_mark"
    ),
    "shared memory that no limit sees": "memfd_create memfd_secret shmget shmat shmctl shmdt",
    "locks and queues on things other runs can see": (
        "flock mq_open mq_unlink msgget msgsnd msgrcv msgctl semget semop semctl semtimedop"
    ),
    "other processes' memory and descriptors": (
        "ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp process_madvise process_mrelease "
        "move_pages migrate_pages"
    ),
    "keyrings are per kernel uid": "keyctl add_key request_key",
    "kernel surface no lesson needs": (
        "bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_uring_register lookup_dcookie "
        "open_by_handle_at name_to_handle_at personality vhangup iopl ioperm nfsservctl modify_ldt uselib ustat sysfs "
        "_sysctl seccomp landlock_create_ruleset landlock_add_rule landlock_restrict_self mbind set_mempolicy "
        "set_mempolicy_home_node get_mempolicy vmsplice"
    ),
    "counted for the whole machine": "io_setup io_destroy io_submit io_cancel io_getevents io_pgetevents",
    "makes the machine write out what others have open": "sync syncfs",
    "namespaces and mounts": (
        "unshare setns mount umount umount2 pivot_root chroot move_mount open_tree fsopen fsmount fsconfig fspick "
        "mount_setattr quotactl quotactl_fd"
    ),
    "the machine": (
        "kexec_load kexec_file_load init_module finit_module create_module delete_module query_module get_kernel_syms "
        "reboot swapon swapoff acct settimeofday clock_settime clock_adjtime adjtimex syslog sethostname setdomainname"
    ),
    "identity": "setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset",
}
"""Answer EPERM. `clone3` answers ENOSYS instead, so that libc falls back to `clone`, whose flags a filter can read."""

ABSENT: Final = ("clone3",)

BESIDE_CALLS: Final = ("shmget", "shmat", "shmctl", "shmdt")
"""What the local services may call besides: a PostgreSQL guards its data directory with a segment of shared memory, in
an IPC namespace of its own."""
BESIDE_FCNTL: Final = (1024, 1025)
"""F_SETLEASE and F_GETLEASE: the slow disk holds back whoever opens its files."""

CLONE_NAMESPACES: Final = 0x7E020080
"""CLONE_NEW* of any kind, as one mask: NEWTIME NEWNS NEWCGROUP NEWUTS NEWIPC NEWUSER NEWPID NEWNET."""

SOCKET_FAMILIES: Final = (1, 2, 10)
"""UNIX, INET, INET6; never netlink, packet, vsock, alg, bluetooth ..."""

SOCKET_TYPES: Final = (1, 2)
"""Stream and datagram; never raw or seqpacket."""

FCNTL_COMMANDS: Final = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 1030, 1032)
"""Duplicate, flags, record locks (sqlite), owner and signal, F_GETPIPE_SZ. Not F_SETPIPE_SZ (pipe pages are counted per
kernel uid), F_SETLEASE, F_NOTIFY, seals or open-file-description locks."""

PRCTL_OPTIONS: Final = (1, 2, 3, 15, 16, 21, 23, 29, 30, 36, 37, 38, 39, 40, 0x53564D41)
"""PDEATHSIG, names, timer slack, the reaper's, no_new_privs, names of memory; and to ask for all of these. Not
PR_SET_DUMPABLE: a process that hides its files from who measures it could use up what the kernel counts per user."""

IOCTL_COMMANDS: Final = (0x5401, 0x5413, 0x540F, 0x541B, 0x5411, 0x5421, 0x5450, 0x5451, 0x5452, 0x8905)
"""TCGETS, TIOCGWINSZ, TIOCGPGRP (isatty and friends), FIONREAD, TIOCOUTQ, FIONBIO, FIONCLEX, FIOCLEX, FIOASYNC,
SIOCATMARK."""
