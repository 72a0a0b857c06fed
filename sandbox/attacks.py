"""A dozen and more attacks, as expressions a program in the jail evaluates: true where the attack got through.

The doctor runs them in the real jail before anything else may run in it. They are chosen one per wall: each goes
through when its wall is missing, which `tests/sandbox/test_doctor.py` shows by running them unjailed.
"""

from __future__ import annotations

import json
from typing import Final

from sandbox.jail import policy

PRELUDE: Final = """\
import ctypes, fcntl, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *words): return libc.syscall(number, *words) >= 0
def opens(path, flags=os.O_RDONLY):
    os.close(os.open(path, flags)); return True
def lists(path): return bool(os.listdir(path))
def reaches(address, port):
    with socket.socket() as s:
        s.settimeout(0.2)
        try: s.connect((address, port))
        except TimeoutError: return True
        return True
def makes(family, kind=socket.SOCK_STREAM):
    socket.socket(family, kind).close(); return True
def status(name):
    with open("/proc/self/status") as f: return next(l.split()[1] for l in f if l.startswith(name + ":"))
def locks(path):
    with open(path) as f: fcntl.flock(f, fcntl.LOCK_SH); return True
"""

ATTACKS: Final = {
    # wall: expression
    "reach the internet": "reaches('192.0.2.1', 80)",
    "reach the metadata service": "reaches('169.254.169.254', 80)",
    "open a netlink socket": "makes(socket.AF_NETLINK, socket.SOCK_RAW)",
    "open a vsock socket": "makes(40)",
    "open a packet socket": "makes(socket.AF_PACKET, socket.SOCK_RAW)",
    "open a raw socket": "makes(socket.AF_INET, socket.SOCK_RAW)",
    "read the host's passwords": "opens('/etc/shadow')",
    "list the host's homes": "lists('/root') or lists('/home/..' + '/work')",
    "write into the libraries": "opens(os.path.dirname(os.__file__) + '/os.py', os.O_WRONLY)",
    "write into the root": "opens('/planted', os.O_WRONLY | os.O_CREAT)",
    "see other processes": "len([n for n in os.listdir('/proc') if n.isdigit()]) > 2",
    "read init's memory": "opens('/proc/1/mem')",
    "read init's environment": "opens('/proc/1/environ') and bool(open('/proc/1/environ').read())",
    "signal everyone": "os.getpid() != 2",
    "hold a capability": "any(int(status(name), 16) for name in ('CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'))",
    "gain privileges": "status('NoNewPrivs') != '1'",
    "run unfiltered": "status('Seccomp') != '2'",
    "make a user namespace": "libc.unshare(0x10000000) == 0",
    "mount": "libc.mount(b'x', b'/tmp', b'tmpfs', 0, None) == 0",
    "become root": "libc.setresuid(0, 0, 0) == 0",
    "make anonymous shared files": "bool(os.memfd_create('x'))",
    "lock a shared file": "locks(os.__file__)",
    "widen a pipe": "bool(fcntl.fcntl(os.pipe()[1], 1031, 1 << 20))",
    "watch files": "libc.inotify_init1(0) >= 0",
    "load bpf": "call(321, 0, 0, 0) or ctypes.get_errno() not in (1, 38)",
    "ask for io_uring": "call(425, 8, 0) or ctypes.get_errno() not in (1, 38)",
    "trace a process": "libc.ptrace(0, 0, 0, 0) == 0",
    "inherit a "
    "descriptor": "any(int(n) > 8 and os.path.exists('/proc/self/fd/' + n) for n in os.listdir('/proc/self/fd'))",
    "inherit an environment": f"bool(set(os.environ) - {{'LC_CTYPE', *{sorted(policy.ENVIRONMENT)}}})",
    "change the slow disk": f"opens('{policy.DISK}/planted', os.O_WRONLY | os.O_CREAT)",
    "see the database's template": f"lists('{policy.TEMPLATE}')",
}  # fmt: skip

MARK: Final = "through:"


def program() -> str:
    """Source of a program that tries them all and prints the names of those that got through, as one line of JSON."""
    return f"""{PRELUDE}
through = []
for name, attack in {json.dumps(ATTACKS, indent=1)}.items():
    try:
        if eval(attack): through.append(name)
    except OSError: pass
import json
print({MARK!r}, json.dumps(through))
"""


def answer(output: str) -> list[str] | None:
    """The names that program printed; None where it did not get that far."""
    for line in output.splitlines():
        if line.startswith(MARK):
            names: list[str] = json.loads(line.removeprefix(MARK))
            return names
    return None
