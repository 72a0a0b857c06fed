# Become another program.
import os, sys
os.execv(sys.executable, [sys.executable, "-c", "print('another program')"])
