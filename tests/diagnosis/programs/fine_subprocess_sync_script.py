# expect: nothing
# looks-like: blocking-subprocess
import subprocess
import sys

for step in ("lint", "build"):
    done = subprocess.run([sys.executable, "-c", f"import time; time.sleep(0.1); print('{step} ok')"], capture_output=True, text=True)
    print(done.stdout.strip())
