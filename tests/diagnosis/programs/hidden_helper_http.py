# expect: block-hidden-in-helper@14|blocking-http@9
# service: kitchen
import asyncio
import os
import urllib.request


def get_recipe(name):
    with urllib.request.urlopen(f"{os.environ['KITCHEN']}/{name}?ms=150") as reply:
        return reply.read()


async def prepare(name):
    recipe = get_recipe(name)
    return name, len(recipe)


async def main():
    print(await asyncio.gather(prepare("stew"), prepare("pie"), prepare("cake")))


asyncio.run(main())
