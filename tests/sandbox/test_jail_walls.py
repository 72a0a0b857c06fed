"""What the walls must stop. Every program says itself what it could do, so each test also shows that it ran to its
end."""

from __future__ import annotations

import json

import pytest

from sandbox import attacks
from sandbox.jail import policy
from sandbox.supervisor import Sandbox

from .conftest import SORTS, Play

pytestmark = pytest.mark.jail


@pytest.mark.parametrize("name", attacks.ATTACKS)
def test_an_attack_of_the_self_test_does_not_get_through(name: str, play: Play) -> None:
    expression = attacks.ATTACKS[name]
    run = play(
        f"{attacks.PRELUDE}\ntry: print('through', bool({expression}))\nexcept OSError as e: print('refused', e.errno)"
    )
    assert run.stderr == ""
    assert run.stdout.startswith("refused") or run.stdout == "through False\n"


def test_the_learner_starts_with_nothing(sort: str, play: Play) -> None:
    run = play(
        sort + "import os, resource, json\n"
        "print(json.dumps([sorted(os.environ), sorted(os.listdir('/proc/self/fd')), os.getcwd(), os.getuid(), "
        "os.getppid(),"
        " os.getsid(0) == os.getpid(), os.isatty(0), resource.getrlimit(resource.RLIMIT_CORE)[1]]))"
    )
    environment, descriptors, folder, uid, parent, leads, tty, core = json.loads(run.stdout)
    assert environment == sorted(policy.ENVIRONMENT)
    assert descriptors == ["0", "1", "2", "3"]  # 3 lists the directory
    assert (folder, uid, parent, leads, tty, core) == ("/home/learner", 1000, 1, True, False, 0)


def test_no_process_hides_from_who_measures_it(sort: str, play: Play) -> None:
    """PR_SET_DUMPABLE; a set high bit, which the kernel does not read, changes nothing."""
    run = play(
        sort + "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "print(libc.prctl(4, 0, 0, 0, 0), libc.syscall(157, 1 << 32 | 4, 0, 0, 0, 0), libc.prctl(3, 0, 0, 0, 0))\n"
        "print(libc.prctl(15, b'a name', 0, 0, 0), open('/proc/self/comm').read())"
    )
    assert run.stdout == "-1 -1 1\n0 a name\n\n"


def test_standard_input_is_empty(play: Play) -> None:
    assert "EOFError" in play("input()").stderr


def test_nothing_of_the_host_can_be_seen(play: Play) -> None:
    run = play(
        "import os; print(*sorted(os.listdir('/'))); print(*sorted(os.listdir('/home'))); "
        "print(*os.listdir('/opt/parrilla/sandbox'))"
    )
    root, home, code = run.stdout.splitlines()
    assert root.split() == ["bin", "dev", "disk", "etc", "home", "lib", "lib64", "opt", "proc", "sbin", "tmp", "usr"]
    assert home == "learner"
    assert {"supervisor.py", "grading", "evidence.py", "job.py"}.isdisjoint(code.split())


def test_the_zygote_left_no_secret_in_memory(sort: str, play: Play) -> None:
    """The canary stands in the supervisor's environment; every byte the learner's process may read is searched."""
    run = play(
        sort + "import re\n"
        "found, seen, word = 0, False, 'a word of the learner'\n"
        "for line in open('/proc/self/maps'):\n"
        "    span, rights, *_ = line.split()\n"
        "    if not rights.startswith('rw'): continue\n"
        "    begin, end = (int(part, 16) for part in span.split('-'))\n"
        "    with open('/proc/self/mem', 'rb') as memory:\n"
        "        memory.seek(begin)\n"
        "        try: words = memory.read(end - begin)\n"
        "        except OSError: continue\n"
        "        found += len(re.findall(b'PARRILLA[_]CANAR[Y]|canar[y]-5f1e', words))\n"
        "        seen = seen or re.search(b'a word of the learne[r]', words) is not None\n"
        "print(seen, found)"
    )
    assert run.stdout == "True 0\n"


def test_nothing_can_be_written_but_the_three_places(play: Play) -> None:
    run = play(
        "import os\n"
        "for base, folders, files in os.walk('/'):\n"
        "    if base.startswith('/proc') or base.count('/') > 4: folders.clear(); continue\n"
        "    try: open(os.path.join(base, 'planted'), 'w').close()\n"
        "    except OSError: continue\n"
        "    print(base)",
        wall_s=60.0,
    )
    assert run.outcome == ("finished", "")
    assert sorted(run.stdout.split()) == ["/dev/shm", "/home/learner", "/tmp"]


def test_nothing_stays_for_the_next_run(play: Play) -> None:
    for folder in ("/tmp", "/dev/shm", "/home/learner"):
        play(f"open('{folder}/left', 'w').write('x')")
    run = play("import os; print([f for d in ('/tmp', '/dev/shm', '/home/learner') for f in os.listdir(d)])")
    assert run.stdout == "['main.py']\n"


def test_writing_is_bounded_in_size_and_in_files(play: Play) -> None:
    run = play(
        "import errno\n"
        "for folder in ('/tmp', '/home/learner'):\n"
        "    written = 0\n"
        "    try:\n"
        "        for n in range(40):\n"
        "            with open(f'{folder}/{n}', 'wb') as f: written += f.write(bytes(1 << 20))\n"
        "    except OSError as e: print(e.errno == errno.ENOSPC, written >> 20)\n"
        "try:\n"
        "    for n in range(5000): open(f'/dev/shm/{n}', 'w').close()\n"
        "except OSError as e: print(e.errno == errno.ENOSPC, n < 1100)",
        disk_mb=8,
    )
    lines = run.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["True"] * 3
    assert all(int(line.split()[1]) <= 8 for line in lines[:2])


def test_a_set_user_id_program_gives_nothing(play: Play) -> None:
    run = play("import subprocess; print(subprocess.run(['su', '-c', 'id'], capture_output=True).returncode != 0)")
    assert run.stdout == "True\n"


def test_a_cell_has_a_network_of_its_own(sandbox: Sandbox, play: Play) -> None:
    """Two runs at once may listen on one port, and neither reaches the other or the machine."""
    run = play(
        "import socket, json\n"
        "s = socket.create_server(('127.0.0.1', 9)) if False else socket.create_server(('127.0.0.1', 8765))\n"
        "print(socket.if_nameindex() if False else sorted(l.split(':')[0].strip() for l in "
        "open('/proc/net/dev').readlines()[2:]))\n"
        "try: socket.create_connection(('127.0.0.1', 6379), 0.5)\n"
        "except ConnectionRefusedError: print('refused')"
    )
    devices, answer = run.stdout.splitlines()
    assert "lo" in devices
    assert "eth" not in devices
    assert answer == "refused"


FUZZ = """
import ctypes, os, signal, json
libc = ctypes.CDLL(None, use_errno=True)
# Left out: calls that end, stop, replace or block the process itself.
own = {0, 1, 7, 13, 14, 15, 22, 23, 34, 35, 56, 57, 58, 59, 60, 61, 62, 127, 128, 130, 131, 200, 202, 219, 230, 231,
232, 234,
       240, 247, 270, 271, 281, 297, 322, 435, 441, 449}
worked = []
for number in range(0, 1100):
    if number in own: continue
    pid = os.fork()
    if pid == 0:
        signal.alarm(2)
        os.close(1); os.close(2)
        os._exit(0 if libc.syscall(number, 0, 0, 0, 0, 0, 0) >= 0 else ctypes.get_errno() % 256)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0: worked.append(number)
print(json.dumps(worked))
"""


def test_no_call_beyond_the_reviewed_ones_works(play: Play) -> None:
    """Every number is tried with zeros, each in a process of its own; what must not exist answers as if it did not."""
    run = play(FUZZ, wall_s=120.0)
    worked = set(json.loads(run.stdout))
    forbidden = {
        101,
        155,
        161,
        165,
        166,
        169,
        175,
        246,
        248,
        250,
        272,
        298,
        308,
        310,
        319,
        321,
        323,
        425,
        426,
        427,
        438,
        447,
    }
    assert worked
    assert not worked & forbidden
    assert max(worked) < 451


def test_a_socket_family_hidden_in_high_bits_is_refused(play: Play) -> None:
    """The kernel reads 32 bits of the family, so a filter comparing 64 would let this pass."""
    run = play(
        "import ctypes; libc = ctypes.CDLL(None, use_errno=True); libc.syscall.argtypes = [ctypes.c_long] * 4\n"
        "print([libc.syscall(41, family | 1 << 32, 1, 0) for family in (16, 17, 38, 40)])"
    )
    assert run.stdout == "[-1, -1, -1, -1]\n"


def test_a_thread_or_process_in_new_namespaces_is_refused(play: Play) -> None:
    run = play(
        "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
        "flags = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000]\n"
        "print([libc.syscall(56, flag | 17, 0, 0, 0, 0) for flag in flags], libc.syscall(435, 0, 0), "
        "ctypes.get_errno())"
    )
    assert run.stdout == f"{[-1] * 7} -1 38\n"


@pytest.mark.parametrize("sort", SORTS)
def test_no_frame_or_module_of_ours_can_be_walked_to_the_zygotes_settings(sort: str, play: Play) -> None:
    run = play(
        SORTS[sort] + "import sys, gc\n"
        "print([m for m in sys.modules if m.startswith(('sandbox.zygote', 'sandbox.jail', 'sandbox.grading'))])\n"
        "print(sum(isinstance(o, dict) and 'bpf' in o for o in gc.get_objects()))"
    )
    assert run.stdout == "[]\n0\n"
