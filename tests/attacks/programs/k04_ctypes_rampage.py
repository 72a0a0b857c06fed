# ends: finished signalled
# Write over memory at random.
import ctypes
ctypes.memset(id(None), 0, 16)
ctypes.string_at(0, 8)
