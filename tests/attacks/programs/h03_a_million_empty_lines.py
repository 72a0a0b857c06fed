# ends: limit
# A million empty lines.
import sys
sys.stdout.write("\n" * 1_000_000)
