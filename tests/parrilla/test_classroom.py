"""Classes: making one, coming in, and who sees what."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from parrilla.accounts.models import User
from parrilla.classroom import codes, guessing
from parrilla.classroom.access import enrolments_of, may_watch, watched_by
from parrilla.classroom.models import Class, Enrolment, join
from parrilla.runs.models import Run
from tests.parrilla.people import PASSWORD, Cast, a_run, cast, person, signed_in, submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("messages")]


@pytest.fixture
def people() -> Cast:
    return cast()


def door(people: Cast) -> str:
    return f"/classes/join/{people.classroom.join_code}/"


# Making one.


def test_it_works() -> None:
    teacher = person("Teresa", "teacher")
    response = signed_in(teacher).post("/classes/", {"name": "Tuesday, group B"})
    classroom = Class.objects.get()
    assert response.headers["Location"] == f"/classes/{classroom.pk}/"
    assert (classroom.teacher, classroom.name) == (teacher, "Tuesday, group B")


def test_only_teachers_make_classes() -> None:
    for client in (signed_in(person("Lucia")), Client()):
        client.post("/classes/", {"name": "Mine"})
    assert not Class.objects.exists()


def test_a_code_can_be_read_aloud_and_is_like_no_other() -> None:
    drawn = {codes.draw() for _ in range(500)}
    assert all(re.fullmatch(r"[A-HJKMNP-Z]+-[2-9]{4}", code) for code in drawn)
    assert len(drawn) > 490
    assert all(len(code) <= codes.LENGTH for code in drawn)


@pytest.mark.parametrize("typed", ["BRASA-2749", "brasa 2749", " Brasa–2749 ", "brasa2749", "b r a s a 2749"])
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert codes.tidy(typed) == "BRASA-2749"


@pytest.mark.parametrize("typed", ["", "BRASA", "2749", "2749-BRASA", "\x00", "' --", "☃" * 1000])
def test_what_is_no_code_stays_none(typed: str) -> None:
    assert codes.tidy(typed) == ""


def test_two_classes_never_share_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    teacher = person("Teresa", "teacher")
    first = Class.objects.create(name="One", teacher=teacher, join_code="BRASA-2749")
    drawn = iter(["BRASA-2749", "BRASA-2749", "MENTA-3333"])
    monkeypatch.setattr(codes, "draw", lambda: next(drawn))
    second = Class.objects.create(name="Two", teacher=teacher, join_code="BRASA-2749")
    assert (first.join_code, second.join_code) == ("BRASA-2749", "MENTA-3333")


# Coming in.


def test_a_learner_joins_by_typing_the_code(people: Cast) -> None:
    client = signed_in(people.stranger)
    response = client.post("/classes/join/", {"code": people.classroom.join_code.lower().replace("-", " ")})
    assert response.headers["Location"] == door(people)
    client.post(door(people), {"name": "Simón"})
    assert people.classroom.enrolments.get(learner=people.stranger).display_name == "Simón"


def test_opening_the_link_alone_joins_nobody(people: Cast) -> None:
    page = signed_in(people.stranger).get(door(people))
    assert people.classroom.name in page.content.decode()
    assert not people.classroom.enrolments.filter(learner=people.stranger).exists()


def test_joining_twice_is_once(people: Cast) -> None:
    client = signed_in(people.stranger)
    for _ in range(2):
        client.post(door(people), {"name": "Simon"})
    assert people.classroom.enrolments.filter(learner=people.stranger).count() == 1


def test_a_visitor_signs_up_on_the_way_and_lands_joined_with_their_work(people: Cast) -> None:
    client = Client()
    assert "account" in client.get(door(people), headers={"Accept-Language": "en"}).content.decode()
    to_sign_up = client.post(door(people)).headers["Location"]
    page = client.get(to_sign_up).content.decode()
    [form] = re.findall(r'action="/account/signup/".*?</form>', page, re.S)
    [place] = re.findall(r'name="next"\s+value="([^"]+)"', form)
    new = {"name": "Nina", "email": "nina@example.org", "password1": PASSWORD, "role": "learner", "next": place}
    landed = client.post("/account/signup/", new).headers["Location"]
    assert landed == door(people)
    client.get(landed)
    assert people.classroom.enrolments.get(learner__email="nina@example.org").display_name == "Nina"


def test_who_has_an_account_already_signs_in_on_the_way(people: Cast) -> None:
    client = Client()
    to_sign_in = client.post(door(people), {"have": "account"}).headers["Location"]
    assert to_sign_in.startswith("/account/login/?next=")
    credentials = {"login": people.stranger.email, "password": PASSWORD, "next": door(people)}
    client.get(client.post("/account/login/", credentials).headers["Location"])
    assert people.classroom.enrolments.filter(learner=people.stranger).exists()


def test_the_wish_to_join_one_class_joins_no_other(people: Cast) -> None:
    client = Client()
    client.post(door(people))
    client.post("/account/login/", {"login": people.stranger.email, "password": PASSWORD})
    client.get(f"/classes/join/{people.other_class.join_code}/")
    assert not Enrolment.objects.filter(learner=people.stranger).exists()


def test_a_teacher_does_not_join_their_own_class(people: Cast) -> None:
    signed_in(people.teacher).post(door(people), {"name": "Me"})
    assert not Enrolment.objects.filter(learner=people.teacher).exists()
    with pytest.raises(ValueError, match="other than the teacher"):
        join(people.classroom, people.teacher, "Me")


def test_a_guest_is_never_enrolled(people: Cast) -> None:
    with pytest.raises(ValueError, match="account"):
        join(people.classroom, User.objects.create_guest("es"), "somebody")


@pytest.mark.parametrize("name", ["", "\u202e", " \n "])
def test_a_name_nobody_could_read_is_refused(people: Cast, name: str) -> None:
    response = signed_in(people.stranger).post(door(people), {"name": name})
    assert response.status_code == 422
    assert not people.classroom.enrolments.filter(learner=people.stranger).exists()


def test_a_new_code_closes_the_old_door_and_puts_nobody_out(people: Cast) -> None:
    old = door(people)
    signed_in(people.teacher).post(f"/classes/{people.classroom.pk}/code/")
    people.classroom.refresh_from_db()
    client = signed_in(people.stranger)
    assert client.post(old, {"name": "Simon"}).status_code == 404
    assert client.post(door(people), {"name": "Simon"}).status_code == 302
    assert people.classroom.enrolments.count() == 3


def test_guessing_codes_is_slowed_down_even_for_the_right_one(people: Cast) -> None:
    client = signed_in(people.stranger)
    for number in range(guessing.PER_PERSON):
        assert client.get(f"/classes/join/BRASA-{number:04}/").status_code == 404
    assert client.get("/classes/join/BRASA-9999/").status_code == 429
    assert client.post(door(people), {"name": "Simon"}).status_code == 429
    assert signed_in(people.other_teacher).get(door(people)).status_code == 200


def test_without_an_account_guessing_is_counted_by_address(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guessing, "PER_ADDRESS", 3)
    for _ in range(3):
        assert Client().get("/classes/join/BRASA-2222/").status_code == 404
    assert Client().get(door(people)).status_code == 429
    assert Client().get(door(people), REMOTE_ADDR="10.9.9.9").status_code == 200


def test_opening_the_right_door_is_never_counted(people: Cast) -> None:
    for _ in range(guessing.PER_PERSON + 1):
        assert Client().get(door(people)).status_code == 200
    assert not [key for key in ("join:address:127.0.0.1",) if cache.get(key)]


# Who sees what.


def test_owner_and_teacher_may_watch_and_nobody_else(people: Cast) -> None:
    everybody = [people.teacher, people.other_teacher, people.learner, people.classmate, people.stranger]
    assert [user.name for user in everybody if may_watch(user, people.learner)] == ["Teresa", "Lucia"]
    assert not may_watch(None, people.learner)
    assert not may_watch(User.objects.create_guest("es"), people.learner)


def test_a_learner_may_not_watch_the_teacher(people: Cast) -> None:
    assert not may_watch(people.learner, people.teacher)


def test_a_removed_learner_is_out_of_sight_at_once(people: Cast) -> None:
    signed_in(people.teacher).post(f"/classes/{people.classroom.pk}/{people.enrolment.pk}/remove/")
    assert not may_watch(people.teacher, people.learner)
    assert may_watch(people.teacher, people.classmate)


def test_a_learner_can_leave(people: Cast) -> None:
    signed_in(people.learner).post(f"/classes/{people.classroom.pk}/leave/")
    assert not may_watch(people.teacher, people.learner)
    assert signed_in(people.stranger).post(f"/classes/{people.classroom.pk}/leave/").status_code == 404


def test_who_is_no_teacher_any_more_sees_no_class(people: Cast) -> None:
    people.teacher.role = User.Role.LEARNER
    people.teacher.save()
    assert not may_watch(people.teacher, people.learner)
    assert signed_in(people.teacher).get(f"/classes/{people.classroom.pk}/").status_code == 404


def test_a_closed_account_sees_nothing(people: Cast) -> None:
    people.teacher.is_active = False
    assert not may_watch(people.teacher, people.learner)


def test_lists_hold_only_what_the_asker_may_see(people: Cast) -> None:
    theirs = {user.name: submission(user, True) for user in (people.learner, people.classmate, people.stranger)}
    seen = set(Run.objects.filter(watched_by(people.teacher)))
    assert seen == {theirs["Lucia"], theirs["Carla"]}
    assert set(Run.objects.filter(watched_by(people.learner))) == {theirs["Lucia"]}
    assert not Run.objects.filter(watched_by(None)).exists()
    assert not enrolments_of(people.learner).exists()


def pages(people: Cast) -> list[str]:
    root = f"/classes/{people.classroom.pk}/"
    return [root, f"{root}{people.enrolment.pk}/A1/"]


def actions(people: Cast) -> list[str]:
    root = f"/classes/{people.classroom.pk}/"
    return [f"{root}name/", f"{root}code/", f"{root}{people.enrolment.pk}/remove/"]


def test_the_teacher_opens_every_page(people: Cast) -> None:
    for path in pages(people):
        assert signed_in(people.teacher).get(path).status_code == 200


def test_to_everybody_else_the_class_does_not_exist(people: Cast) -> None:
    before = Class.objects.get(pk=people.classroom.pk).__dict__ | {"_state": None}
    for name, client in people.outsiders().items():
        expected = 302 if name == "visitor" else 404
        for path in pages(people):
            assert client.get(path).status_code == expected, (name, path)
        for path in actions(people):
            assert client.post(path, {"name": "Taken over"}).status_code == expected, (name, path)
    assert Class.objects.get(pk=people.classroom.pk).__dict__ | {"_state": None} == before
    assert people.classroom.enrolments.count() == 2


def test_another_teachers_learner_is_not_reached_through_ones_own_class(people: Cast) -> None:
    root = f"/classes/{people.other_class.pk}/{people.enrolment.pk}/"
    client = signed_in(people.other_teacher)
    assert client.get(f"{root}A1/").status_code == 404
    assert client.post(f"{root}remove/").status_code == 404
    assert people.classroom.enrolments.count() == 2


@pytest.mark.parametrize("name", ["1", "x", "5f0c1d1e-0d7c-4c55-9a43-0b8f2f3e9c11", "%00"])
def test_an_unknown_class_is_not_there(people: Cast, name: str) -> None:
    assert signed_in(people.teacher).get(f"/classes/{name}/").status_code == 404


def test_an_unknown_exercise_is_not_there(people: Cast) -> None:
    assert signed_in(people.teacher).get(f"/classes/{people.classroom.pk}/{people.enrolment.pk}/Z9/").status_code == 404


def test_actions_take_no_link(people: Cast) -> None:
    client = signed_in(people.teacher)
    for path in actions(people):
        assert client.get(path).status_code == 405


def test_the_list_shows_each_their_own(people: Cast) -> None:
    def listed(user: User) -> str:
        return signed_in(user).get("/classes/").content.decode()

    assert people.classroom.join_code in listed(people.teacher)
    assert people.classroom.join_code not in listed(people.other_teacher)
    assert people.classroom.name in listed(people.learner)
    assert people.classroom.join_code not in listed(people.learner)
    assert people.classroom.name not in listed(people.stranger)


# The learner's work.


def test_the_teacher_reads_code_output_and_verdict_in_their_own_language(people: Cast) -> None:
    run = submission(people.learner, False, verdict_code="loop-blocked", evidence={}, language="en")
    run.events = [
        {"seq": 0, "t": 1.0, "type": "output", "entrant": 0, "data": {"stream": "stdout", "text": "<i>listo</i>"}}
    ]
    run.save()
    client = signed_in(people.teacher)
    path = f"/classes/{people.classroom.pk}/{people.enrolment.pk}/A1/"
    pages = {}
    for language in ("en", "es"):
        client.post("/language/", {"language": language})
        pages[language] = client.get(path).content.decode()
        assert "print(&#x27;hola&#x27;)" in pages[language]
        assert "&lt;i&gt;listo&lt;/i&gt;" in pages[language]
        assert f"/runs/{run.pk}/" in pages[language]
    from parrilla.runs.verdict import verdict_message

    data = {"code": "loop-blocked", "passed": False, "evidence": {}}
    from django.utils.html import escape

    for language, page in pages.items():
        assert escape(verdict_message(data, language)["message"]) in page


def test_a_classmates_work_is_not_on_the_page(people: Cast) -> None:
    submission(people.classmate, False, entrants=[{"name": "yours", "form": "async", "source": "secret = 1"}])
    page = signed_in(people.teacher).get(f"/classes/{people.classroom.pk}/{people.enrolment.pk}/A1/").content.decode()
    assert "secret = 1" not in page


def test_free_runs_are_counted_but_not_spread_out(people: Cast) -> None:
    a_run(people.learner, state="ended", entrants=[{"name": "yours", "form": "async", "source": "secret = 1"}])
    page = signed_in(people.teacher).get(f"/classes/{people.classroom.pk}/{people.enrolment.pk}/A1/").content.decode()
    assert "secret = 1" not in page


def test_the_work_costs_the_same_questions_however_much_there_is(
    people: Cast, django_assert_max_num_queries: object
) -> None:
    for _ in range(12):
        submission(people.learner, False)
    client = signed_in(people.teacher)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get(f"/classes/{people.classroom.pk}/{people.enrolment.pk}/A1/")
