# ends: limit
# A thread that keeps the program alive.
import threading
threading.Thread(target=threading.Event().wait).start()
print("main has ended")
