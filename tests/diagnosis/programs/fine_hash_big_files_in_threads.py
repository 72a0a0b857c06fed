# expect: nothing
# looks-like: threads-for-cpu
import hashlib
from concurrent.futures import ThreadPoolExecutor

DATA = b"x" * 30_000_000


def digest(salt):
    return hashlib.sha256(DATA + salt).hexdigest()


with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(digest, [b"a", b"b"]))[0][:6])
