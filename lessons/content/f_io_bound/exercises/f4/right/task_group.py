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


async def main():
    async with asyncio.TaskGroup() as group:
        for n in range(1, 11):
            group.create_task(aiosmtplib.send(letter(n), **DESK))


asyncio.run(main())
