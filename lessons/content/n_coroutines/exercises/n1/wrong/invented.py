def correr(coro):
    coro.close()
    return 4821


async def napkins():
    return "servilletas"


print(correr(napkins()))
print("servilletas")
