"""The services a program meets on its loopback. They run beside it, out of its reach, and take it for hostile."""
