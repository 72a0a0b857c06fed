# expect: nothing
# kind: app
# load: /total/{user} 5
# looks-like: blocking-endpoint block-hidden-in-helper
import time

from fastapi import Depends, FastAPI


class Ledger:
    def total(self, account):
        time.sleep(0.05)
        return account * 3


def ledger():
    return Ledger()


app = FastAPI()


@app.get("/total/{account}")
def total(account: int, book: Ledger = Depends(ledger)):
    return {"total": book.total(account)}
