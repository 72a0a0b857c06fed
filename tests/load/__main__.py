"""`make bench`: every benchmark, one after another. Each compares two things in one run and prints its own figures."""

import subprocess
import sys
from pathlib import Path

BENCHMARKS = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def main() -> int:
    failed = []
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.load.{name}"], check=False).returncode:
            failed.append(name)
    print("\nfailed: " + ", ".join(failed) if failed else "\nall benchmarks ran")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
