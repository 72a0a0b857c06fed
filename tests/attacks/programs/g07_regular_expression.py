# ends: limit
# A regular expression that never ends.
import re
re.match(r"(a+)+$", "a" * 40 + "b")
print("BREACH it ended")
