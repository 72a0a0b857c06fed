# expect: create-then-await@15|create-then-await@16
# allow: await-in-loop
import asyncio


async def envia(correo):
    await asyncio.sleep(0.12)
    print("enviado a", correo)
    return True


async def campaña(correos):
    enviados = 0
    for correo in correos:
        tarea = asyncio.create_task(envia(correo), name=correo)
        if await tarea:
            enviados += 1
    return enviados


print(asyncio.run(campaña(["a@x.es", "b@x.es", "c@x.es"])))
