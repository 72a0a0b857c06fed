# Read the machine's accounts and keys.
import os
names = {line.split(":")[0] for line in open("/etc/passwd")}
print("the jail's own accounts" if names == {"root", "learner"} else "BREACH accounts", len(names))
for path in ("/etc/shadow", "/etc/ssh/ssh_host_rsa_key", "/root/.ssh/id_rsa", "/root/.bash_history", "/var/lib/docker", "/etc/sudoers", "/run/secrets"):
    try:
        data = open(path).read(100) if not os.path.isdir(path) else os.listdir(path)
        print("BREACH", path, data)
    except OSError as error:
        print("denied", path, error.errno)
