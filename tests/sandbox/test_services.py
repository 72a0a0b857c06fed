"""The services of a run besides the kitchen, in the real jail: a program meets the real thing, out of its reach, and
what each saw is the evidence of a verdict."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from sandbox import database, doctor
from sandbox.events import Event
from sandbox.supervisor import Sandbox

from .conftest import Play, Run, play_in
from .test_supervisor_lifetime import wait_until

pytestmark = pytest.mark.jail

with_database = pytest.mark.skipif(
    any(finding.subject == "database" and not finding.good for finding in doctor.services()),
    reason="PostgreSQL is not installed",
)

DRIVERS = """
import asyncio, os
import asyncpg, psycopg, psycopg2
async def by_asyncpg():
    line = await asyncpg.connect()
    return await line.fetchval("select name from dishes where id = $1", 1), await line.fetchval("select espera(1)")
async def by_psycopg():
    async with await psycopg.AsyncConnection.connect(os.environ["DATABASE_URL"]) as line:
        done = await line.execute("insert into pedidos (plato_id, comensales) values (%s, 2) returning id", (3,))
        return (await done.fetchone())[0]
print(*asyncio.run(by_asyncpg()))
print(asyncio.run(by_psycopg()))
with psycopg.connect() as line: print(line.execute("select comensales from pedidos").fetchone()[0])
line = psycopg2.connect("")
cursor = line.cursor()
cursor.execute("select count(*), wait_ms(1) from platos")
print(*cursor.fetchone())
cursor.execute("create table mine (x int); insert into mine values (7); select x from mine")
print(*cursor.fetchone())
"""

QUERIES = """
import asyncio, asyncpg
async def main():
    async with asyncpg.create_pool(min_size={size}, max_size={size}) as pool:
        await asyncio.gather(*(pool.fetchval("select espera(200)") for _ in range(6)))
asyncio.run(main())
"""
MAILS = """
import asyncio, os, smtplib
from email.message import EmailMessage
import aiosmtplib
def letter(n):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "cocina@local", f"mesa{{n}}@local", f"Pedido número {{n}}"
    made.set_content("listo.\\n.\\n..")
    return made
def post(n):
    with smtplib.SMTP(os.environ["SMTP_HOST"], int(os.environ["SMTP_PORT"])) as desk: desk.send_message(letter(n))
def post_async(n):
    return aiosmtplib.send(letter(n), hostname=os.environ["SMTP_HOST"], port=int(os.environ["SMTP_PORT"]))
async def main():
    {how}
asyncio.run(main())
"""
AT_ONCE = "await asyncio.gather(*(post_async(n) for n in range(4)))"
IN_LINE = "[post(n) for n in range(4)]"
HEART = """
import asyncio, os, httpx
def read():
    with open(os.path.join(os.environ["DISK"], "menu.txt")) as file: return file.read()
async def beat(client):
    while True:
        await client.get("/latido")
        await asyncio.sleep(0.03)
async def main():
    async with httpx.AsyncClient(base_url=os.environ["KITCHEN"]) as client:
        heart = asyncio.create_task(beat(client))
        await asyncio.sleep(0.1)
        print({read})
        heart.cancel()
asyncio.run(main())
"""


def rows(run: Run, name: str) -> dict[int, list[Any]]:
    """The rows of a service as they were told last, by their ids."""
    told = [row for event in run.of("service") if event["data"]["name"] == name for row in event["data"]["rows"]]
    return {row[0]: row for row in told}


def verdict(run: Run) -> dict[str, Any]:
    return run.of("verdict")[0]["data"]


@with_database
def test_asyncpg_psycopg_and_psycopg2_query_the_runs_own_postgresql(play: Play) -> None:
    run = play(DRIVERS, job={"services": {"database": {}}})
    assert run.stdout.splitlines() == ["Classic burger 1", "1", "2", "20 1", "7"], run.stderr
    told = [row[1] for row in rows(run, "database").values()]
    assert told[0] == "select name from dishes where id = $1"
    assert not any("pg_catalog" in text or text.startswith("BEGIN") for text in told)


@with_database
@pytest.mark.parametrize(("size", "code", "peak"), [(1, "sequential", 1), (6, "passed", 6)])
def test_what_the_database_saw_is_evidence(size: int, code: str, peak: int, play: Play) -> None:
    grade = ({"rule": "peak", "code": "sequential", "service": "database", "path": "espera(", "at_most": 1},)
    run = play(QUERIES.format(size=size), job={"services": {"database": {}}, "grade": grade})
    assert (verdict(run)["code"], verdict(run)["evidence"]["peak"]) == (code, peak)
    assert verdict(run)["evidence"]["calls"] == 6
    assert all(row[3] - row[2] >= 190 and row[4] == 200 for row in rows(run, "database").values())


@with_database
def test_one_connection_more_than_it_has_is_refused_in_its_own_words(play: Play) -> None:
    run = play(
        "import psycopg2\nheld = [psycopg2.connect('') for _ in range(3)]\n"
        "try: psycopg2.connect('')\nexcept psycopg2.OperationalError as error: print('too many clients' in str(error))",
        job={"services": {"database": {"connections": 3}}},
    )
    assert run.stdout == "True\n"


@with_database
def test_a_query_that_is_cancelled_has_opened_no_further_connection(play: Play) -> None:
    """Drivers say so on a connection of its own, which asks nothing."""
    grade = ({"rule": "connections", "code": "sequential", "service": "database", "above": 1},)
    run = play(
        "import psycopg2, threading\nline = psycopg2.connect('')\n"
        "threading.Timer(0.3, line.cancel).start()\n"
        "try: line.cursor().execute('select espera(5000)')\n"
        "except psycopg2.errors.QueryCanceled: print('cancelled')",
        job={"services": {"database": {}}, "grade": grade},
    )
    assert run.stdout == "cancelled\n", run.stderr
    assert (verdict(run)["code"], verdict(run)["evidence"]["connections"]) == ("passed", 1)


@with_database
def test_a_query_that_never_ends_ends_with_its_run(play: Play) -> None:
    run = play(
        "import psycopg2\npsycopg2.connect('').cursor().execute('select pg_sleep(1e6)')",
        job={"services": {"database": {}}},
        wall_s=1.0,
    )
    assert run.outcome == ("limit", "wall")
    (row,) = rows(run, "database").values()
    assert row[3] is None or row[4] is None, "nobody ever got its answer"


@with_database
def test_a_server_that_takes_too_much_is_ended_and_the_learner_told(play: Play) -> None:
    run = play(
        "import psycopg2\ntry: psycopg2.connect('').cursor().execute('select count(*)'"
        " + ' from ' + ', '.join(f'dishes a{n}' for n in range(9)))\n"
        "except psycopg2.OperationalError: print('cut')",
        job={"services": {"database": {}}},
        cpu_s=1.0,
        wall_s=60.0,
    )
    assert run.stdout == "cut\n"
    assert [event["data"] for event in run.of("note")] == [{"code": "database-ended", "why": "cpu"}]


@with_database
def test_no_other_run_reaches_a_runs_database(sandbox: Sandbox) -> None:
    stop = threading.Event()
    holds = threading.Event()

    def watch(event: Event) -> None:
        if event["type"] == "output":
            holds.set()

    def hold() -> None:
        play_in(
            sandbox, "import psycopg2, time\npsycopg2.connect('')\nprint('holds')\ntime.sleep(60)",
            job={"services": {"database": {}}}, stop=stop, watch=watch, wall_s=60.0,
        )  # fmt: skip

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert holds.wait(60)
        run = play_in(sandbox, "import psycopg2\ntry: psycopg2.connect('')\nexcept psycopg2.Error: print('nobody')")
        assert run.stdout == "nobody\n"
    finally:
        stop.set()
        holder.join()


@with_database
def test_a_database_is_kept_started_while_they_are_used_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    count = "import psycopg2\nc = psycopg2.connect('').cursor()\nc.execute('select count(*) from orders')\n"
    order = "c.execute('insert into orders (dish_id) values (1)')\nc.connection.commit()\nprint(c.rowcount)"
    with Sandbox(warm=4, check=False) as sandbox:
        for _ in range(3):
            run = play_in(sandbox, count + "print(c.fetchone()[0])\n" + order, job={"services": {"database": {}}})
            assert run.stdout == "0\n1\n", "each finds it as new"
            assert wait_until(lambda: sandbox.pool.databases == 1, 60.0)
        monkeypatch.setattr(sandbox.pool, "_database_until", {True: 0.0})
        assert wait_until(lambda: sandbox.pool.databases == 0, 60.0)


def test_an_exercise_whose_service_is_missing_fails_with_its_name(
    sandbox: Sandbox, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sandbox.missing, "database", "PostgreSQL is not installed")
    assert play("print(1)", job={"services": {"database": {}}}).outcome == ("failed", "no-database")
    assert play("print(1)").stdout == "1\n"


def test_a_missing_postgresql_is_named_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "SERVERS", tmp_path)
    found = {finding.subject: finding for finding in doctor.services()}["database"]
    assert (found.good, found.fatal) == (False, False)
    assert (found.reason, found.remedy) == ("PostgreSQL is not installed", "install the package postgresql")


@pytest.mark.parametrize(("how", "code", "peak"), [(AT_ONCE, "passed", 4), (IN_LINE, "sequential", 1)])
def test_letters_are_taken_by_smtp_and_each_takes_its_time(how: str, code: str, peak: int, play: Play) -> None:
    grade = (
        {"rule": "too-few", "code": "steps-missing", "service": "mail", "path": "Pedido número", "below": 4},
        {"rule": "peak", "code": "sequential", "service": "mail", "path": "Pedido", "at_most": 1},
    )
    run = play(MAILS.format(how=how), job={"services": {"mail": {"ms": 200}}, "grade": grade})
    assert run.end["exit_code"] == 0, run.stderr
    assert (verdict(run)["code"], verdict(run)["evidence"]["peak"]) == (code, peak)
    assert sorted(row[1] for row in rows(run, "mail").values()) == [f"Pedido número {n}" for n in range(4)]


def test_a_refused_address_and_nonsense_do_not_stop_the_mail_desk(play: Play) -> None:
    run = play(
        "import os, smtplib, socket\nhere = os.environ['SMTP_HOST'], int(os.environ['SMTP_PORT'])\n"
        "with socket.create_connection(here) as line: line.sendall(b'x' * 5000 + b'\\n' + os.urandom(5000))\n"
        "with socket.create_connection(here) as line: line.sendall(b'DATA\\r\\nQUIT\\r\\n'); line.makefile().read()\n"
        "many = [socket.create_connection(here) for _ in range(200)]\n"
        "for one in many: one.close()\n"
        "with smtplib.SMTP(*here) as desk:\n"
        "    try: desk.sendmail('a@b', ['nobody@local'], 'x')\n"
        "    except smtplib.SMTPRecipientsRefused: print('refused')\n"
        "    desk.sendmail('a@b', ['table@local'], 'Subject: late\\r\\n\\r\\n.')\n"
        "    print('taken')",
        job={"services": {"mail": {"ms": 0, "refuse": "nobody"}}},
    )
    assert run.stdout == "refused\ntaken\n", run.stderr
    assert [row[1] for row in rows(run, "mail").values()] == ["late"]


@pytest.mark.parametrize(("read", "code"), [("await asyncio.to_thread(read)", "passed"), ("read()", "loop-blocked")])
def test_opening_a_slow_file_blocks_its_thread_and_a_heart_on_that_thread(read: str, code: str, play: Play) -> None:
    grade = (
        {"rule": "nothing-asked", "code": "steps-missing", "service": "disk"},
        {"rule": "silent-while", "code": "loop-blocked", "service": "disk", "path": "/menu.txt", "beats": "/latido",
         "below": 3},
    )  # fmt: skip
    files = {"menu.txt": "mesa {uid}\n"}
    disk = {"ms": 600, "random": {"uid": [7, 7]}, "files": files}
    run = play(HEART.format(read=read), job={"services": {"kitchen": {}, "disk": disk}, "grade": grade})
    assert run.stdout == "mesa 7\n\n", run.stderr
    assert verdict(run)["code"] == code, verdict(run)


def test_files_of_the_disk_open_side_by_side_and_stay_as_they_are(play: Play) -> None:
    run = play(
        "import os, pathlib, threading\n"
        "here = pathlib.Path(os.environ['DISK'])\n"
        "read = lambda name: print(len((here / name).read_text()))\n"
        "threads = [threading.Thread(target=read, args=(name,)) for name in ['a.txt', 'b.txt', 'a.txt', 'a.txt']]\n"
        "for one in threads: one.start()\n"
        "for one in threads: one.join()\n"
        "for change in (lambda: (here / 'a.txt').write_text('x'), lambda: (here / 'c').mkdir(),\n"
        "               lambda: (here / 'a.txt').unlink(), lambda: (here / 'a.txt').chmod(0o777),\n"
        "               lambda: os.symlink('/etc/passwd', here / 'd'), lambda: (here / '.a.txt').touch()):\n"
        "    try: change(); print('changed')\n"
        "    except OSError as error: print(error.errno == 30)\n"
        "print(sorted(os.listdir(here)), len((here / 'a.txt').read_text()))",
        job={"services": {"disk": {"ms": 300, "files": {"a.txt": "x" * 10, "b.txt": {"ms": 600, "text": "y" * 10}}}}},
    )
    assert run.stdout.splitlines() == ["10"] * 4 + ["True"] * 6 + ["['a.txt', 'b.txt'] 10"], run.stderr
    slow = {row[1]: row[3] - row[2] for row in rows(run, "disk").values()}
    assert slow["/b.txt"] >= 590
    assert max(row[5] for row in rows(run, "disk").values()) >= 2


HOARD = """
import os, threading, time
path, held = os.path.join(os.environ["DISK"], "a"), []
def hoard():
    for _ in range(300): held.append(os.open(path, os.O_RDONLY))
hoarding = threading.Thread(target=hoard)
hoarding.start()
seen = -1
while len(held) < 200 or len(held) > seen:
    seen = len(held)
    time.sleep(0.5)
print(len(held) < 300)
for one in held[:]: os.close(one)
hoarding.join()
print(len(held), open(path).read())
"""


def test_whoever_holds_more_files_open_than_there_is_room_for_waits_until_there_is(play: Play) -> None:
    run = play(HOARD, job={"services": {"disk": {"ms": 0, "files": {"a": "x"}}}}, wall_s=30.0)
    assert run.stdout == "True\n300 x\n", run.stderr
    assert rows(run, "disk")[301][4] == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"database": {"connections": 1000}},
        {"mail": {"ms": -1}},
        {"mail": {"speed": 1}},
        {"disk": {"files": {"../x": "y"}}},
        {"disk": {"files": {"x": "{nobody}"}}},
        {"disk": {"ms": 60_000}},
    ],
)
def test_what_makes_no_sense_is_our_mistake(wrong: dict[str, Any], play: Play) -> None:
    run = play("print(1)", job={"services": wrong})
    assert run.outcome == ("failed", "companion-failed")
    assert run.stdout == ""
