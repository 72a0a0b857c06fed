# Shadow modules that the starter may import after us.
import os
for name in ("json", "asyncio", "uvicorn", "logging", "traceback", "sandbox", "encodings"):
    open(f"{name}.py", "w").write("print('shadowed')\nraise SystemExit('OWNED outside')\n")
print("written")
