# expect: block-hidden-in-helper@11|blocking-endpoint@11|blocking-sleep@11|block-hidden-in-helper@21|blocking-endpoint@21
# kind: app
# load: /total/{user} 5
import time

from fastapi import APIRouter, FastAPI


class Ledger:
    def total(self, account):
        time.sleep(0.08)
        return account * 3


ledger = Ledger()
router = APIRouter()


@router.get("/total/{account}")
async def total(account: int):
    return {"total": ledger.total(account)}


app = FastAPI()
app.include_router(router)
