# ends: limit
# Stop every process of the run, so that no clock inside ticks.
import os, signal
if os.fork() == 0:
    while True:
        pass
os.kill(0, signal.SIGSTOP)
