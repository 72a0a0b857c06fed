"""Visitors own their work before they have an account, and keep it when they get one."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError, call_command
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from parrilla.accounts import adoption, guests
from parrilla.accounts.models import User
from parrilla.classroom.models import Class, join
from parrilla.runs.models import Run
from parrilla.runs.signals import run_changed
from tests.parrilla.people import PASSWORD, a_run, person, submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("messages")]

NEW = {"name": "Ana", "email": "ana@example.org", "password1": PASSWORD, "role": "learner"}


def visit(client: Client) -> User:
    """Do something worth keeping, as the pages do it, in this browser."""
    request = asking(client)
    guest = guests.person(request)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    return guest


def asking(client: Client) -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = SessionStore(client.cookies["sessionid"].value if "sessionid" in client.cookies else None)
    request.user = AnonymousUser()
    return request


def test_looking_makes_no_guest(client: Client) -> None:
    for path in ("/account/login/", "/account/signup/", "/classes/"):
        client.get(path)
    assert guests.current(asking(client)) is None
    assert not User.objects.exists()


def test_the_first_thing_worth_keeping_makes_one_guest_and_the_next_ones_find_it(client: Client) -> None:
    guest = visit(client)
    assert guest.is_guest
    assert visit(client) == guest
    assert guests.current(asking(client)) == guest
    assert User.objects.count() == 1


def test_two_first_things_sent_at_once_find_one_guest(client: Client) -> None:
    """Neither has a session, so each makes one; both hold the same guest, whichever cookie the browser keeps."""
    client.get("/account/login/")
    first, second = asking(client), asking(client)
    for request in (first, second):
        request.COOKIES["visit"] = client.cookies["visit"].value
    owners = {guests.person(request) for request in (first, second)}
    assert len(owners) == 1
    assert User.objects.count() == 1
    assert first.session[guests.SESSION_KEY] == second.session[guests.SESSION_KEY]


@pytest.mark.parametrize("token", ["", "short", "x" * 100, "sp ace" * 8])
def test_a_strange_visit_joins_nobody(client: Client, token: str) -> None:
    first, second = asking(client), asking(client)
    for request in (first, second):
        request.COOKIES["visit"] = token
    assert guests.person(first) != guests.person(second)


def test_a_guest_is_not_signed_in(client: Client) -> None:
    visit(client)
    assert client.get("/account/").status_code == 302
    assert client.get("/account/login/").status_code == 200


def test_nobody_can_sign_in_as_a_guest(client: Client) -> None:
    guest = visit(client)
    assert not guest.has_usable_password()
    for login in ("", "None", str(guest.pk)):
        client.post("/account/login/", {"login": login, "password": ""})
        assert "_auth_user_id" not in client.session


def test_a_session_planted_beforehand_does_not_come_to_hold_the_work(client: Client) -> None:
    planted = SessionStore()
    planted["seen"] = True
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    guest = visit(client)
    assert client.cookies["sessionid"].value != planted.session_key
    assert guests.of_session(SessionStore(planted.session_key)) is None
    assert guests.current(asking(client)) == guest


@pytest.mark.parametrize("value", ["1", None, [1], {"pk": 1}, 10**30, True])
def test_a_strange_session_value_is_nobody(value: Any) -> None:
    assert guests.of_session({guests.SESSION_KEY: value}) is None


def test_a_session_key_that_names_an_account_is_nobody() -> None:
    account = person("Lucia")
    assert guests.of_session({guests.SESSION_KEY: account.pk}) is None


def test_signing_up_keeps_the_work(client: Client) -> None:
    guest = visit(client)
    run = submission(guest, True)
    client.post("/account/signup/", NEW)
    account = User.objects.get(email="ana@example.org")
    run.refresh_from_db()
    assert run.owner == account
    assert not User.objects.filter(is_guest=True).exists()
    assert guests.SESSION_KEY not in client.session


def test_signing_in_keeps_the_work_and_what_the_account_had(client: Client) -> None:
    account = person("Lucia")
    old = submission(account, False)
    new = submission(visit(client), True)
    client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert set(Run.objects.filter(owner=account)) == {old, new}
    assert not User.objects.filter(is_guest=True).exists()


def test_a_failed_log_in_moves_nothing(client: Client) -> None:
    account = person("Lucia")
    guest = visit(client)
    run = submission(guest, True)
    client.post("/account/login/", {"login": account.email, "password": "no"})
    run.refresh_from_db()
    assert run.owner == guest
    assert guests.current(asking(client)) == guest


def test_the_session_changes_its_key_at_log_in(client: Client) -> None:
    account = person("Lucia")
    visit(client)
    before = client.cookies["sessionid"].value
    client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert client.cookies["sessionid"].value != before
    assert not SessionStore().exists(before)


def test_after_signing_out_the_next_visitor_of_this_browser_owns_nothing(client: Client) -> None:
    submission(visit(client), True)
    client.post("/account/signup/", NEW)
    client.post("/account/logout/")
    assert guests.current(asking(client)) is None
    next_one = visit(client)
    assert not Run.objects.filter(owner=next_one).exists()


def test_with_both_at_work_the_guests_run_follows_when_it_ends(client: Client) -> None:
    account = person("Lucia")
    own = a_run(account)
    guest = visit(client)
    active, finished = a_run(guest), submission(guest, True)
    client.post("/account/login/", {"login": account.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    active.refresh_from_db()
    finished.refresh_from_db()
    assert finished.owner == account
    assert (active.owner, active.owner.moved_to) == (guest, account)

    active.state = "ended"
    active.save()
    run_changed.send(Run, run=active)
    active.refresh_from_db()
    assert active.owner == account
    assert set(Run.objects.filter(owner=account)) == {own, active, finished}
    assert not User.objects.filter(is_guest=True).exists()


def test_where_both_hold_what_exists_once_the_accounts_own_stays() -> None:
    account, guest = person("Lucia"), User.objects.create_guest("es")
    classroom = Class.objects.create(name="Tuesday", teacher=person("Teresa", "teacher"))
    own = join(classroom, account, "Lucia")
    classroom.enrolments.create(learner=guest, display_name="somebody")
    other = Class.objects.create(name="Friday", teacher=classroom.teacher)
    only_the_guests = other.enrolments.create(learner=guest, display_name="somebody")
    adoption.adopt(guest, account)
    assert set(account.enrolments.all()) == {own, only_the_guests}
    assert own.display_name == "Lucia"


def test_everything_that_can_be_owned_is_moved() -> None:
    """A model added later must point at its owner by a foreign key, or it would be lost here."""
    fields = {f"{model._meta.label}.{field.name}" for model, field in adoption.owned()}
    assert {
        "runs.Run.owner",
        "classroom.Enrolment.learner",
        "classroom.Class.teacher",
        "account.EmailAddress.user",
    } <= fields


def test_adoption_is_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    account, guest = person("Lucia"), User.objects.create_guest("es")
    run = submission(guest, True)
    monkeypatch.setattr(User, "delete", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        adoption.adopt(guest, account)
    run.refresh_from_db()
    assert run.owner == guest


def test_only_a_guest_is_adopted_and_only_by_an_account() -> None:
    account, other, guest = person("Lucia"), person("Carla"), User.objects.create_guest("es")
    for wrong in ((account, other), (guest, guest), (account, account), (guest, User.objects.create_guest("es"))):
        with pytest.raises(ValueError, match="only a guest"):
            adoption.adopt(*wrong)
    assert User.objects.filter(pk=account.pk).exists()


def test_adopting_twice_is_harmless() -> None:
    account, guest = person("Lucia"), User.objects.create_guest("es")
    run = submission(guest, True)
    same = User.objects.get(pk=guest.pk)
    adoption.adopt(guest, account)
    adoption.adopt(same, account)
    assert list(Run.objects.filter(owner=account)) == [run]


def test_idle_guests_are_forgotten_and_nobody_else(capsys: pytest.CaptureFixture[str]) -> None:
    long_ago = timezone.now() - timedelta(days=200)
    idle, busy, account = User.objects.create_guest("es"), User.objects.create_guest("es"), person("Lucia")
    for user in (idle, busy, account):
        submission(user, True)
    User.objects.update(joined_at=long_ago, last_login=long_ago)
    User.objects.filter(pk=busy.pk).update(last_login=timezone.now() - timedelta(days=2))
    call_command("prune_guests", "--days", "30")
    assert set(User.objects.all()) == {busy, account}
    assert Run.objects.count() == 2
    assert "1 guest" in capsys.readouterr().out


def test_a_guest_with_an_account_by_now_is_not_pruned_with_work_left() -> None:
    account, guest = person("Lucia"), User.objects.create_guest("es")
    run = submission(guest, True)
    User.objects.filter(pk=guest.pk).update(moved_to=account, joined_at=timezone.now() - timedelta(days=200))
    call_command("prune_guests")
    run.refresh_from_db()
    assert run.owner == account
    assert not User.objects.filter(is_guest=True).exists()


def test_pruning_asks_for_at_least_a_day() -> None:
    with pytest.raises(CommandError):
        call_command("prune_guests", "--days", "0")


def test_one_who_comes_back_counts_as_seen(client: Client) -> None:
    guest = visit(client)
    User.objects.filter(pk=guest.pk).update(last_login=timezone.now() - timedelta(days=100))
    visit(client)
    guest.refresh_from_db()
    assert guest.last_login is not None
    assert timezone.now() - guest.last_login < timedelta(minutes=1)


async def found(scope: dict[str, Any]) -> User | None:
    return await guests.current_from_scope(scope)


@pytest.mark.django_db(transaction=True)
async def test_a_websocket_knows_guest_account_and_nobody() -> None:
    from channels.db import database_sync_to_async

    guest = await database_sync_to_async(User.objects.create_guest)("es")
    account = await database_sync_to_async(person)("Lucia")
    nobody = AnonymousUser()
    assert await found({"user": nobody, "session": {guests.SESSION_KEY: guest.pk}}) == guest
    assert await found({"user": account, "session": {guests.SESSION_KEY: guest.pk}}) == account
    assert await found({"user": nobody, "session": {}}) is None
    assert await found({"user": nobody}) is None


def test_a_guest_cannot_hold_a_class() -> None:
    client = Client()
    visit(client)
    client.post("/classes/", {"name": "Mine"})
    assert not Class.objects.exists()
