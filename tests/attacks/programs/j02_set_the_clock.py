# Set the machine's clock.
import ctypes, time
for clock in (time.CLOCK_REALTIME, time.CLOCK_MONOTONIC):
    try:
        time.clock_settime(clock, 0)
        print("BREACH")
    except OSError as error:
        print("denied", error)
libc = ctypes.CDLL(None, use_errno=True)
offset = ctypes.create_string_buffer(b"\1" + b"\0" * 300)  # ADJ_OFFSET: a wish to move the clock, not to read it
print("BREACH adjtimex" if libc.adjtimex(offset) >= 0 else "denied", ctypes.get_errno())
