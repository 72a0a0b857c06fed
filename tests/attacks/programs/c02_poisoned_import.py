# Poison a module that the next run imports.
import json, os
try:
    with open(json.__file__, "a") as file:
        file.write("\nprint('BREACH poisoned')\n")
    print("BREACH wrote", json.__file__)
except OSError as error:
    print("denied", error)
try:
    os.chmod(json.__file__, 0o777)
    print("BREACH chmod")
except OSError as error:
    print("denied", error)
