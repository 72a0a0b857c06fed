import asyncio
import os


async def send(n):
    reader, writer = await asyncio.open_connection(os.environ["SMTP_HOST"], int(os.environ["SMTP_PORT"]))
    await reader.readline()
    for line in (
        "HELO mesa",
        "MAIL FROM:<a@b.test>",
        "RCPT TO:<c@d.test>",
        "DATA",
        f"Subject: Pedido {n}\r\n\r\n.",
        "QUIT",
    ):
        writer.write(f"{line}\r\n".encode())
        print(n, (await reader.readline()).decode().strip())
    writer.close()


async def main():
    await asyncio.gather(*map(send, range(1, 11)))


asyncio.run(main())
