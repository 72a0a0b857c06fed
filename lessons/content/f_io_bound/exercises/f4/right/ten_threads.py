import os
import smtplib
from concurrent.futures import ThreadPoolExecutor

LETTER = "From: cocina@parrilla.test\r\nTo: mesa@parrilla.test\r\nSubject: Pedido {n}\r\n\r\nListo"


def send(n):
    with smtplib.SMTP(os.environ["SMTP_HOST"], int(os.environ["SMTP_PORT"])) as desk:
        desk.sendmail("cocina@parrilla.test", "mesa@parrilla.test", LETTER.format(n=n))


with ThreadPoolExecutor(10) as waiters:
    list(waiters.map(send, range(1, 11)))
