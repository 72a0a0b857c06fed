import time

time.sleep(0.25)
print([250] * 10)
