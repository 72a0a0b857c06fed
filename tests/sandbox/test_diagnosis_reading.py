"""Reading a program's text: what waits for what, and the smallest edit, which always compiles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.diagnosis.facts import KINDS, read_facts
from sandbox.inside.reading import BYTES, read
from sandbox.inside.reading.patch import applied

ROOT = Path(__file__).parents[2]


def facts(source: str, kind: str) -> list[Any]:
    return list(read_facts(json.dumps(read(source)), source.count("\n") + 1).of(kind))


def in_main(body: str, more: str = "") -> str:
    indented = "\n".join("    " + line for line in body.split("\n"))
    return f"import asyncio\nasync def f(*a):\n    await asyncio.sleep(1)\n{more}async def main():\n{indented}\n"


@pytest.mark.parametrize(
    "body",
    [
        "a = await f(1)\nb = await f(2)",
        "a = await f(1)\nprint(a)\nb = await f(2)",
        "a = await f(1)\nif a: pass\nb = await f(2)",
        "try: a = await f(1)\nexcept OSError: a = 0\nb = await f(2)",
        "async with asyncio.timeout(1): a = await f(1)\nasync with asyncio.timeout(1): b = await f(2)",
        "async with session.get('/a') as r: a = await r.json()\nasync with session.get('/b') as r: b = await r.json()",
        "a = f(1)\nb = f(2)\nprint(await a)\nprint(await b)",
        "self.a = await f(1)\nself.b = await f(2)",
        "return {'a': await f(1), 'b': await f(2)}",
        "await f(1)\nawait f(2)",
        "a = (await client.get('/a')).json()\nb = (await client.get('/b')).json()",
        "a = await asyncio.to_thread(g, 1)\nb = await asyncio.to_thread(g, 2)",
    ],
)
def test_awaits_that_need_nothing_of_one_another_are_a_sequence(body: str) -> None:
    assert len(facts(in_main(body, "def g(n): return n\n"), "sequence")) == 1


def test_of_a_row_in_which_some_need_others_it_is_told_which() -> None:
    *_, row = facts(in_main("a = await f(1)\nb = await f(a)\nc = await f(2)\nd = await f(c)"), "sequence")
    assert row.tags == {"0<1", "2<3"}
    assert row.edit is None


@pytest.mark.parametrize(
    "body",
    [
        "a = await f(1)\nb = await f(a)",
        "a = await f(1)\nc = a.id\nb = await f(c)",
        "a = await f(1)\nif not a: return\nb = await f(2)",
        "try: a = await f(1)\nexcept OSError: return\nb = await f(2)",
        "a = await f(1)\nb = await f(a)\nc = await f(a, b)",
        "async with session.post('/a') as r: a = await r.json()\nasync with session.get('/b') as r: b = await r.json()",
        "a = await conn.fetch('1')\nb = await conn.fetch('2')",
        "a = await queue.get()\nb = await queue.get()",
        "await asyncio.sleep(1)\nawait asyncio.sleep(2)",
        "a = await bank.withdraw(1)\nb = await bank.deposit(1)",
        "a = await f(1) if x else await f(2)",
        "a = await set_menu()\nb = await read_menu()",
        "a = await asyncio.gather(f(1), f(2))\nb = await f(3)",
    ],
)
def test_awaits_whose_order_may_matter_are_none(body: str) -> None:
    more = "async def set_menu():\n    global menu\n    menu = await f()\n"
    more += "async def read_menu():\n    await f()\n    return menu\n"
    assert facts(in_main(body, more), "sequence") == []


@pytest.mark.parametrize(
    ("body", "edited"),
    [
        ("a = await f(1)\nb = await f(2)", "a, b = await asyncio.gather(f(1), f(2))"),
        ("await f(1)\nawait f(2)", "await asyncio.gather(f(1), f(2))"),
        (
            "return await f(1) + await f(2)",
            "answer_1, answer_2 = await asyncio.gather(f(1), f(2))\n    return answer_1 + answer_2",
        ),
        ("x = [await f(i) for i in y if i]", "x = await asyncio.gather(*(f(i) for i in y if i))"),
        ("x = {i: await f(i) for i in y}", "x = dict(zip([i for i in y], await asyncio.gather(*(f(i) for i in y))))"),
        ("for i in y:\n    out.append(await f(i))", "out.extend(await asyncio.gather(*(f(i) for i in y)))"),
        ("for i in y:\n    await f(i)", "await asyncio.gather(*(f(i) for i in y))"),
        (
            "for i in range(3):\n    v = await f(i)\n    print(i, v)",
            "answers = await asyncio.gather(*(f(i) for i in range(3)))\n    for i, answer in zip(range(3), answers):\n"
            "        v = answer\n        print(i, v)",
        ),
        ("time.sleep(2)", "await asyncio.sleep(2)"),
        ("é = '¡'; requests.get(é)", "é = '¡'; await asyncio.to_thread(requests.get, é)"),
    ],
)
def test_edits_say_what_a_person_would_write(body: str, edited: str) -> None:
    source = "import time, requests\n" + in_main(body)
    edit = next(
        fact.edit for fact in facts(source, "sequence") + facts(source, "loop") + facts(source, "call") if fact.edit
    )
    after = applied(source, edit)
    compile(after, "main.py", "exec")
    assert after == "import time, requests\n" + in_main("PLACE").replace("PLACE", edited)


@pytest.mark.parametrize(
    "body",
    [
        "for i in y:\n    a = await f(i)\n    b = await f(a)",
        "for i in y:\n    if i: out.append(await f(i))",
        "x = [(i, await f(i)) for i in y]",
        "while n < 3:\n    await f(n)\n    n += 1",
    ],
)
def test_no_edit_is_offered_where_it_would_take_more_than_a_line_or_two(body: str) -> None:
    (fact,) = facts(in_main(body), "loop")
    assert fact.edit is None


def test_a_request_written_as_a_context_manager_is_a_wait_like_any_other() -> None:
    (fact,) = facts(
        in_main("for u in urls:\n    async with s.get(u) as r:\n        out.append(await r.text())"), "loop"
    )
    assert (fact.line, fact.end, fact.edit) == (6, 7, None)


def test_a_cancellation_may_be_caught_only_by_whoever_asked_for_it() -> None:
    swallows = "while True:\n    try:\n        await f()\n    except asyncio.CancelledError:\n        pass"
    asked = "task.cancel()\ntry:\n    await task\nexcept asyncio.CancelledError:\n    pass"
    again = "try:\n    await f()\nexcept asyncio.CancelledError:\n    raise"
    assert len(facts(in_main(swallows), "cancellation-swallowed")) == 1
    assert facts(in_main(asked), "cancellation-swallowed") == []
    assert facts(in_main(again), "cancellation-swallowed") == []
    suppressed = "from contextlib import suppress\n" + in_main(
        "while True:\n    with suppress(BaseException):\n        await f()"
    )
    assert len(facts(suppressed, "cancellation-swallowed")) == 1


def test_counting_in_threads_is_a_race_where_the_place_is_everybodys() -> None:
    shared = "count = 0\nslots = [0] * 9\ndef add(i):\n    global count\n    {}\n"
    assert len(facts(shared.format("count += 1"), "thread-race")) == 1
    assert facts(shared.format("slots[i] += 1"), "thread-race") == []
    assert facts(shared.format("with lock: count += 1"), "thread-race") == []


def test_every_program_of_the_corpus_is_read_within_its_bounds_and_every_edit_compiles() -> None:
    programs = sorted((ROOT / "tests/diagnosis/programs").glob("*.py"))
    assert programs
    edits = 0
    for path in programs:
        source = path.read_text()
        told = read(source)
        assert len(json.dumps(told)) <= BYTES + 1024
        known = read_facts(json.dumps(told), source.count("\n") + 1)
        assert len(known.all) == len(told["facts"]), path
        assert {fact.kind for fact in known.all} <= KINDS
        for fact in known.all:
            if fact.edit:
                compile(applied(source, fact.edit), path.name, "exec")
                edits += 1
    assert edits > 30


@pytest.mark.parametrize(
    "source", ["(" * 200, "x = " + "-" * 50_000 + "1", "if", "\x00", "await f()\n" * 3, "[" * 5_000]
)
def test_a_text_that_is_no_program_is_read_as_that(source: str) -> None:
    assert read(source)["facts"] == [] or read(source)["syntax"] is None


def test_the_reading_imports_nothing_from_outside_the_jail() -> None:
    for path in (ROOT / "sandbox/inside/reading").glob("*.py"):
        for line in path.read_text().splitlines():
            if line.startswith(("from sandbox", "import sandbox")):
                assert line.startswith("from sandbox.inside.reading"), path


@pytest.mark.parametrize(("handed", "offered"), [("{}", True), ("asyncio.create_task({})", False)])
def test_work_for_threads_is_offered_to_processes_where_a_future_will_do(handed: str, offered: bool) -> None:
    body = f"await asyncio.gather({handed.format('asyncio.to_thread(g, 1)')})"
    source = in_main(body, "def g(n): return n\n") + "asyncio.run(main())\n"
    edits = [fact.edit for fact in facts(source, "pool-of-processes")]
    assert bool(edits) == offered
    if offered:
        compile(applied(source, edits[0] or []), "main.py", "exec")
