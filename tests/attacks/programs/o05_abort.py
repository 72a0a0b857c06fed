# ends: finished signalled
# abort(), with output unflushed.
import os
print("before", end="")
os.abort()
