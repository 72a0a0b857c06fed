# exercise: M2
# Rewrite the end from an exit hook.
import atexit, os, sys
atexit.register(lambda: os._exit(0))
sys.excepthook = lambda *_: os._exit(0)
raise SystemError("this must not look like success")
