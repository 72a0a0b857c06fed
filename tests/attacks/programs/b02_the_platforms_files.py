# Find the platform's source, settings, key and database.
import os
wanted = ("settings.py", "secret-key", "parrilla.sqlite3", "docker-compose.yml", "supervisor.py", "manage.py", "verdicts.yaml", "reference.py", "exercise.yaml")
found = []
for root, folders, files in os.walk("/", onerror=lambda error: None):
    if root.startswith(("/proc", "/sys", "/usr/lib/python3", "/usr/share")) or "site-packages/" in root + "/":
        folders[:] = []
        continue
    found += [os.path.join(root, name) for name in files if name in wanted]
print("BREACH" if found else "nothing found", found)
