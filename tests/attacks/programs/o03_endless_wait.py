# ends: limit
# An event loop that waits for ever.
import asyncio
asyncio.run(asyncio.Event().wait())
