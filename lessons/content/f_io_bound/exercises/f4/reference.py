import asyncio
import os
from email.message import EmailMessage

import aiosmtplib

DESK = {"hostname": os.environ["SMTP_HOST"], "port": int(os.environ["SMTP_PORT"]), "start_tls": False}


def letter(n):
    made = EmailMessage()
    made["From"], made["To"] = "cocina@parrilla.test", f"mesa{n}@parrilla.test"
    made["Subject"] = f"Pedido {n}"
    made.set_content("Listo")
    return made


async def send(n):
    await aiosmtplib.send(letter(n), **DESK)


async def main():
    await asyncio.gather(*(send(n) for n in range(1, 11)))


asyncio.run(main())
