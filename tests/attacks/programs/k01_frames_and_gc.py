# Search frames, gc and modules for the grader, the tests, the answers.
import gc, sys
words = ("reference", "verdict", "grade", "nonce", "canary", "SECRET_KEY")
found = set()
frame = sys._getframe()
while frame is not None:
    found |= {name for name in frame.f_locals if any(word in name.lower() for word in words) and frame.f_code.co_filename != __file__ and name not in ("words", "found")}
    frame = frame.f_back
for thing in gc.get_objects():
    if isinstance(thing, dict):
        for key in list(thing)[:500]:
            if isinstance(key, str) and key in ("nonce", "grade", "verdict", "SECRET_KEY", "kitchen_port"):
                found.add(key)
print("BREACH" if found else "nothing", found)
print("BREACH modules" if [m for m in sys.modules if m.startswith(("sandbox.grading", "sandbox.supervisor", "parrilla", "lessons", "django"))] else "no module of outside")
