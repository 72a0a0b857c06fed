"""The walls round a learner's program: policy as data, and the code that builds namespaces, mounts, seccomp and limits
from it."""
