# Find the platform's source, settings, key and database.
import os
wanted = {"secret-key", "parrilla.sqlite3", "supervisor.py", "verdicts.yaml", "misconceptions.yaml", "exercise.yaml", "hub.py", "up.py"}
found = []
for root, folders, files in os.walk("/", onerror=lambda error: None):
    if root in ("/proc", "/sys") or root.startswith("/usr/"):
        folders[:] = []
        continue
    if "site-packages" in root or "libraries" in root:
        found += [os.path.join(root, name) for name in folders if name in ("parrilla", "lessons")]
        folders[:] = []
        continue
    found += [os.path.join(root, name) for name in (*files, *folders) if name in wanted or name == "parrilla" and os.path.exists(os.path.join(root, name, "settings.py"))]
print("BREACH" if found else "nothing found", found)
