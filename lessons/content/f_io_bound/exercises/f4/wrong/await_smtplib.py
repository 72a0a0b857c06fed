import asyncio
import os
import smtplib
from email.message import EmailMessage


def letter(n):
    made = EmailMessage()
    made["From"], made["To"] = "cocina@parrilla.test", f"mesa{n}@parrilla.test"
    made["Subject"] = f"Pedido {n}"
    made.set_content("Listo")
    return made


async def send(n):
    with smtplib.SMTP(os.environ["SMTP_HOST"], int(os.environ["SMTP_PORT"])) as desk:
        await desk.send_message(letter(n))


async def main():
    await asyncio.gather(*(send(n) for n in range(1, 11)))


asyncio.run(main())
