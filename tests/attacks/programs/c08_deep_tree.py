# A tree too deep to delete by path, with names that hurt.
import os
for depth in range(3000):
    try:
        os.mkdir("x" * 200)
        os.chdir("x" * 200)
    except OSError as error:
        print("stopped at", depth, error.errno)
        break
try:
    open("\n\r\x1b[31m -rf *", "w").close()
except OSError:
    pass
print("made")
