# expect: nothing
# looks-like: threads-for-cpu
import hashlib
from concurrent.futures import ThreadPoolExecutor


def stretch(word):
    return hashlib.pbkdf2_hmac("sha256", word, b"salt", 400_000).hex()


with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(stretch, [b"one", b"two"]))[0][:4])
