# expect: threads-for-cpu@15|threads-for-cpu@17
import hashlib
import threading


def mine(block):
    nonce = 0
    while not hashlib.sha256(f"{block}{nonce}".encode()).hexdigest().startswith("00000"):
        nonce += 1
        if nonce > 220_000:
            break
    return nonce


threads = [threading.Thread(target=mine, args=(block,)) for block in ("ab", "cd")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("mined")
