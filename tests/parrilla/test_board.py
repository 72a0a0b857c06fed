"""The class's board: what its cells say, and that it says it at once to the right people only."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from parrilla.accounts.adoption import adopt
from parrilla.accounts.models import User
from parrilla.asgi import application
from parrilla.classroom import consumer, notices
from parrilla.classroom.board import board, difference, whole
from parrilla.classroom.cells import UNSEEN, Cell, cells
from parrilla.classroom.models import Class, join
from parrilla.runs.models import Run
from parrilla.runs.signals import run_changed
from tests.parrilla.people import Cast, a_run, cast, person, signed_in, submission

pytestmark = pytest.mark.usefixtures("messages")


@pytest.fixture
def people(db: None) -> Cast:
    return cast()


def cell(owner: User, exercise: str = "A1") -> Cell:
    return cells([owner.pk], [exercise]).get((owner.pk, exercise), UNSEEN)


# What a cell says.


def test_nothing_run_is_not_begun(people: Cast) -> None:
    assert cell(people.learner) == UNSEEN


def test_a_free_run_is_trying_without_an_attempt(people: Cast) -> None:
    a_run(people.learner, state="ended")
    assert (cell(people.learner).state, cell(people.learner).attempts) == ("trying", 0)


@pytest.mark.parametrize(
    ("verdicts", "state", "attempts"),
    [
        ([True], "first", 1),
        ([False, False, True], "later", 3),
        ([False] * 3, "trying", 3),
        ([False] * 4, "stuck", 4),
        ([False] * 5 + [True], "later", 6),
        ([True, False, False, False, False], "first", 1),
        ([None, None, True], "first", 1),
        ([None] * 9, "trying", 0),
    ],
)
def test_submissions_make_the_state(people: Cast, verdicts: list[bool | None], state: str, attempts: int) -> None:
    for passed in verdicts:
        submission(people.learner, passed)
    assert (cell(people.learner).state, cell(people.learner).attempts) == (state, attempts)


@pytest.mark.parametrize("state", ["queued", "running"])
def test_running_comes_on_top_of_any_state(people: Cast, state: str) -> None:
    submission(people.learner, False)
    a_run(people.learner, state=state)
    assert (cell(people.learner).state, cell(people.learner).running) == ("trying", True)


def test_another_exercise_and_another_person_do_not_count(people: Cast) -> None:
    submission(people.learner, True, context="K1")
    submission(people.classmate, True)
    submission(people.learner, True, context="home")
    assert cell(people.learner) == UNSEEN


def test_the_board_costs_the_same_questions_for_two_and_for_forty(people: Cast, django_assert_num_queries: Any) -> None:
    for number in range(38):
        learner = person(f"Learner{number}")
        join(people.classroom, learner, learner.name)
        submission(learner, bool(number % 2))
    with django_assert_num_queries(3):
        assert len(board(people.classroom).rows) == 40


@pytest.mark.parametrize(
    ("work", "finding"),
    [
        ({}, "All on the grid, nobody has run yet"),
        ({"learner": [False]}, "One person has set off"),
        ({"learner": [True], "classmate": [True]}, "2 people have passed an exercise"),
        ({"learner": [False] * 4, "classmate": [True]}, "One person is stuck on A1"),
        ({"learner": [False] * 4, "classmate": [False] * 6}, "2 people are stuck on A1"),
    ],
)
def test_the_title_is_what_a_teacher_should_know_first(people: Cast, work: dict[str, list[bool]], finding: str) -> None:
    for name, verdicts in work.items():
        for passed in verdicts:
            submission(getattr(people, name), passed)
    with translation.override("en"):
        assert board(people.classroom).finding == finding


def test_an_empty_class_says_what_to_do(people: Cast) -> None:
    with translation.override("en"):
        assert board(people.other_class).finding == "Nobody on the grid yet"
    page = signed_in(people.other_teacher).get(f"/classes/{people.other_class.pk}/").content.decode()
    assert f"http://testserver/classes/join/{people.other_class.join_code}/" in page


def test_a_difference_names_only_the_cells_that_changed(people: Cast) -> None:
    before = board(people.classroom)
    submission(people.learner, True)
    changes = difference(before, board(people.classroom))
    assert changes is not None
    [change] = changes["changes"]
    assert (change["row"], change["exercise"], change["kind"], change["done"]) == (
        people.enrolment.pk,
        "A1",
        "first",
        1,
    )


def test_when_people_come_there_is_no_difference_but_all_anew(people: Cast) -> None:
    before = board(people.classroom)
    join(people.classroom, people.stranger, "Simon")
    assert difference(before, board(people.classroom)) is None


def test_a_hostile_name_is_text_on_the_board(people: Cast) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    join(people.classroom, people.stranger, evil)
    page = signed_in(people.teacher).get(f"/classes/{people.classroom.pk}/").content.decode()
    assert "<img src=x" not in page
    assert "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;" in page
    assert evil in [row["name"] for row in whole(board(people.classroom))["rows"]]


# Live.


@pytest.fixture
def live(transactional_db: None) -> Cast:
    return cast()


@asynccontextmanager
async def watching(user: User | None, classroom: Class, language: str = "en") -> AsyncIterator[WebsocketCommunicator]:
    """The board's socket, opened by somebody's browser."""
    client = Client() if user is None else await sync_to_async(signed_in)(user)
    cookies = "; ".join(
        [f"{name}={morsel.value}" for name, morsel in client.cookies.items()] + [f"language={language}"]
    )
    headers = [(b"cookie", cookies.encode()), (b"origin", b"http://testserver"), (b"host", b"testserver")]
    socket = WebsocketCommunicator(application, f"/ws/class/{classroom.pk}/", headers=headers)
    await socket.connect(timeout=5)
    try:
        yield socket
    finally:
        await socket.disconnect()


async def hear(socket: WebsocketCommunicator, kind: str) -> dict[str, Any]:
    """The next message of this kind; heartbeats in between do not matter."""
    deadline = asyncio.get_running_loop().time() + 10
    while asyncio.get_running_loop().time() < deadline:
        message: dict[str, Any] = await socket.receive_json_from(timeout=10)
        if message["type"] == kind:
            return message
    raise AssertionError(f"no {kind} came")


async def changed(run: Run) -> None:
    await sync_to_async(run_changed.send)(Run, run=run)


async def test_the_board_comes_whole_on_connecting_and_then_by_what_changes(live: Cast) -> None:
    async with watching(live.teacher, live.classroom) as socket:
        snapshot = await hear(socket, "snapshot")
        assert [row["name"] for row in snapshot["rows"]] == ["Carla", "Lucia"]
        run = await sync_to_async(a_run)(live.learner)
        await changed(run)
        delta = await hear(socket, "delta")
        assert delta["version"] > snapshot["version"]
        [change] = delta["changes"]
        assert (change["row"], change["exercise"], change["live"]) == (live.enrolment.pk, "A1", True)
        assert change["label"] == "Lucia, A1: trying, nothing submitted yet, running now"


async def test_thirty_runs_at_once_are_all_shown_in_few_messages(live: Cast) -> None:
    def enrol() -> list[User]:
        learners = [person(f"Learner{number}") for number in range(30)]
        for learner in learners:
            join(live.classroom, learner, learner.name)
        return learners

    def all_run(learners: list[User]) -> None:
        for learner in learners:
            run_changed.send(Run, run=a_run(learner))

    learners = await sync_to_async(enrol)()
    async with watching(live.teacher, live.classroom) as socket:
        await hear(socket, "snapshot")
        await sync_to_async(all_run)(learners)
        shown: set[int] = set()
        messages = 0
        while len(shown) < 30:
            delta = await hear(socket, "delta")
            shown |= {change["row"] for change in delta["changes"] if change["live"]}
            messages += 1
        assert messages < 15


async def test_what_happened_while_away_is_in_the_next_snapshot(live: Cast) -> None:
    async with watching(live.teacher, live.classroom) as socket:
        first = await hear(socket, "snapshot")
    await changed(await sync_to_async(submission)(live.learner, True))
    async with watching(live.teacher, live.classroom) as socket:
        second = await hear(socket, "snapshot")
    assert second["version"] > first["version"]
    assert [row["done"] for row in second["rows"]] == [0, 1]


async def test_a_notice_the_layer_dropped_is_found_by_the_heartbeat(
    live: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "BEAT_S", 0.2)
    async with watching(live.teacher, live.classroom) as socket:
        await hear(socket, "snapshot")
        await sync_to_async(submission)(live.learner, True)
        await sync_to_async(notices.version)(live.classroom.pk)
        await sync_to_async(cache.incr)(f"board-version:{live.classroom.pk.hex}")  # the notice itself never arrives
        delta = await hear(socket, "delta")
        assert delta["changes"][0]["kind"] == "first"


async def test_a_new_face_appears_by_itself(live: Cast) -> None:
    async with watching(live.teacher, live.classroom) as socket:
        await hear(socket, "snapshot")
        await sync_to_async(join)(live.classroom, live.stranger, "Simon")
        assert [row["name"] for row in (await hear(socket, "snapshot"))["rows"]] == ["Carla", "Lucia", "Simon"]


async def test_work_brought_from_before_the_account_appears_too(live: Cast) -> None:
    def sign_in_with_work() -> None:
        guest = User.objects.create_guest("es")
        submission(guest, True)
        adopt(guest, live.learner)

    async with watching(live.teacher, live.classroom) as socket:
        await hear(socket, "snapshot")
        await sync_to_async(sign_in_with_work)()
        assert (await hear(socket, "delta"))["changes"][0]["kind"] == "first"


async def test_the_board_speaks_the_teachers_language(live: Cast) -> None:
    async with (
        watching(live.teacher, live.classroom, "es") as spanish,
        watching(live.teacher, live.classroom) as english,
    ):
        there, here = await hear(spanish, "snapshot"), await hear(english, "snapshot")
    assert here["finding"] == "All on the grid, nobody has run yet"
    with translation.override("es"):
        assert there["finding"] == translation.gettext("All on the grid, nobody has run yet")


async def test_another_class_hears_nothing(live: Cast) -> None:
    async with watching(live.other_teacher, live.other_class) as socket:
        await hear(socket, "snapshot")
        await changed(await sync_to_async(a_run)(live.learner))
        assert await socket.receive_nothing(timeout=0.5)


@pytest.mark.parametrize("who", ["other_teacher", "learner", "classmate", "stranger"])
async def test_to_others_the_board_does_not_exist(live: Cast, who: str) -> None:
    async with watching(getattr(live, who), live.classroom) as socket:
        assert (await socket.receive_output(timeout=5))["code"] == 4404


async def test_without_an_account_there_is_no_board(live: Cast) -> None:
    async with watching(None, live.classroom) as socket:
        assert (await socket.receive_output(timeout=5))["code"] == 4401


async def test_a_teacher_who_loses_the_class_loses_the_open_board(live: Cast) -> None:
    def hand_over() -> None:
        live.classroom.teacher = live.other_teacher
        live.classroom.save()

    async with watching(live.teacher, live.classroom) as socket:
        await hear(socket, "snapshot")
        await sync_to_async(hand_over)()
        assert (await socket.receive_output(timeout=5))["code"] == 4404


@pytest.mark.parametrize("message", ["{}", "x" * 10_000, '{"type": "board.changed"}', "null"])
async def test_the_board_takes_no_orders(live: Cast, message: str) -> None:
    async with watching(live.teacher, live.classroom) as socket:
        await hear(socket, "snapshot")
        await socket.send_to(text_data=message)
        assert (await socket.receive_output(timeout=5))["code"] == 4400


async def test_another_site_cannot_open_the_board(live: Cast) -> None:
    client = await sync_to_async(signed_in)(live.teacher)
    cookie = f"sessionid={client.cookies['sessionid'].value}".encode()
    headers = [(b"cookie", cookie), (b"origin", b"https://evil.example"), (b"host", b"testserver")]
    socket = WebsocketCommunicator(application, f"/ws/class/{live.classroom.pk}/", headers=headers)
    assert (await socket.connect(timeout=5))[0] is False


def test_a_dead_message_server_never_harms_the_run(
    people: Cast, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    hosts = [{"address": "unix:///nowhere.sock"}]
    settings.CHANNEL_LAYERS = {"default": {**settings.CHANNEL_LAYERS["default"], "CONFIG": {"hosts": hosts}}}
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere.sock"}}
    run = a_run(people.learner)
    with django_capture_on_commit_callbacks(execute=True):
        run_changed.send(Run, run=run)
    run.refresh_from_db()
    assert run.state == "running"
