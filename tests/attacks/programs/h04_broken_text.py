# Invalid, split and forbidden text.
import os, time
os.write(1, b"\xff\xfe\x00\x01 caf\xc3")
time.sleep(0.2)
os.write(1, b"\xa9 \xed\xa0\x80 \xf0\x9f\x8d")
time.sleep(0.2)
os.write(1, b"\x94 end\x00\n")
os.write(1, bytes(range(256)) * 4)
