# What was inherited: descriptors, terminal, limits, working directory, environment, umask, signals.
import os, resource, signal
for fd in (0, 1, 2):
    if os.isatty(fd):
        print("BREACH a terminal", fd)
try:
    os.open("/dev/tty", os.O_RDWR)
    print("BREACH tty")
except OSError:
    pass
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
print("BREACH core" if hard else "no core")
extra = set(os.environ) - {"COCINA", "KITCHEN", "DATABASE_URL", "PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "SMTP_HOST", "SMTP_PORT", "DISK", "HOME", "PATH", "LANG", "LC_CTYPE", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PARRILLA_TRACE", "PARRILLA_TRACE_ROOT", "PARRILLA_TRACE_ZERO", "PYTHONPATH", "PWD", "SHLVL", "TMPDIR", "PYTHONUTF8", "PYTHONHASHSEED", "PYTHONIOENCODING"}
print("BREACH environment" if extra else "clean", extra)
try:
    resource.setrlimit(resource.RLIMIT_NPROC, (4096, 4096))
    print("BREACH limits can be raised")
except (OSError, ValueError):
    print("limits hold")
