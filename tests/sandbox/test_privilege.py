"""The sandbox needs no privilege; where it is given root, what runs programs has left it behind. Both ways are gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.jail import policy

pytestmark = pytest.mark.jail

ROOT = Path(__file__).parents[2]
IS_ROOT = os.geteuid() == 0

AS_NOBODY = """
import os, sys
from pathlib import Path
from sandbox.jail import kernel
from sandbox.zygote.launcher import leave_root

# What lies below a folder that only root may enter is shown at its own address, in mounts of this process alone.
kernel.unshare(kernel.CLONE_NEWNS)
kernel.mount("", "/", "", kernel.MS_REC | kernel.MS_PRIVATE)
shut = {}
for place in {Path(path).resolve() for path in (os.getcwd(), sys.prefix, sys.base_prefix)}:
    for folder in reversed(place.parents):
        if not folder.stat().st_mode & 0o001:
            shut.setdefault(folder, []).append((place, os.open(place, os.O_PATH)))
            break
for folder, places in shut.items():
    kernel.mount("tmpfs", str(folder), "tmpfs", 0, "mode=0755")
    for place, opened in places:
        place.mkdir(parents=True)
        kernel.mount(f"/proc/self/fd/{opened}", str(place), "", kernel.MS_BIND)
        os.close(opened)
leave_root(int(sys.argv[1]))
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""
NOBODY = 65533
"""Neither root nor who the sandbox becomes when it is started as root."""


def test_somebody_without_any_privilege_can_run_programs(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text("print('ran')")
    for folder in [tmp_path, *tmp_path.parents[: len(tmp_path.relative_to("/tmp").parts) - 1]] if IS_ROOT else []:
        folder.chmod(0o755)
    outsider = ["-c", AS_NOBODY, str(NOBODY)] if IS_ROOT else []
    done = subprocess.run(
        [sys.executable, *outsider, "-m", "sandbox", "run", program],
        cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("ran\n", 0), done.stderr
    doctor = subprocess.run(
        [sys.executable, *outsider, "-m", "sandbox", "doctor"],
        cwd=ROOT, capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert "none got through" in doctor.stdout


@pytest.mark.skipif(not IS_ROOT, reason="whoever is not root has no root to leave")
def test_started_as_root_nothing_below_the_supervisor_is_root(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text("print('on', flush=True)\nimport time; time.sleep(60)")
    process = subprocess.Popen(
        [sys.executable, "-m", "sandbox", "run", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "on\n"
        below = list(family(process.pid))
        assert len(below) >= 3, "the wall, the zygote, the program"
        for pid in below:
            status = dict(
                line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line
            )
            assert set(status["Uid"].split()) == set(status["Gid"].split()) == {str(policy.OUTER_UID)}, status["Name"]
            assert not status["Groups"].split(), status["Name"]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def family(pid: int) -> Iterator[int]:
    """All that live below a process."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from family(int(child))
