# Close every descriptor and print.
import os
os.closerange(0, 256)
print("nobody hears this")
