# expect: sleep-zero-parallel@10|sleep-zero-parallel@12|sleep-zero-parallel@19
# allow: cpu-on-the-loop gather-of-cpu
import asyncio


async def anagrams(words, label):
    seen = {}
    for n, word in enumerate(words):
        for _ in range(3000):
            key = "".join(sorted(word))
        seen.setdefault(key, []).append(word)
        await asyncio.sleep(0)  # let the others compute at the same time
    return label, len(seen)


async def main():
    words = ["listen", "silent", "enlist", "google", "elgoog", "abc", "cab", "bca"] * 5
    jobs = [anagrams(words, name) for name in ("a", "b", "c", "d")]
    print(await asyncio.gather(*jobs))


asyncio.run(main())
