# expect: nothing
# looks-like: threads-for-cpu gather-of-cpu
# why: this C code gives the GIL free while it computes: threads do run at once
import hashlib
from concurrent.futures import ThreadPoolExecutor
datos = [bytes([i]) * 8 for i in range(4)]
def huella(d): return hashlib.pbkdf2_hmac("sha256", d, b"sal", 180_000).hex()[:6]
with ThreadPoolExecutor(2) as tp: print(list(tp.map(huella, datos)))
