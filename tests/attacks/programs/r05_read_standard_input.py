# Read what nobody writes.
import sys
print(repr(sys.stdin.read(10)))
