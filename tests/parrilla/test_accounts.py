"""Signing up, in and out, through the pages themselves."""

import re

import pytest
from django.core import mail
from django.test import Client

from parrilla.accounts.models import User
from parrilla.accounts.names import clean_name
from tests.parrilla.people import PASSWORD, person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("messages")]

NEW = {"name": "Lucia", "email": "lucia@example.org", "password1": PASSWORD, "role": "learner"}


def test_it_works(client: Client) -> None:
    response = client.post("/account/signup/", NEW)
    user = User.objects.get(email="lucia@example.org")
    assert response.status_code == 302
    assert (user.name, user.role, user.is_guest) == ("Lucia", "learner", False)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_teacher_signs_up_and_lands_where_classes_are_made(client: Client) -> None:
    response = client.post("/account/signup/", NEW | {"role": "teacher"})
    assert response.headers["Location"] == "/classes/"
    assert User.objects.get().is_teacher


@pytest.mark.parametrize("role", ["admin", "staff", ""])
def test_nobody_signs_up_as_something_else(client: Client, role: str) -> None:
    client.post("/account/signup/", NEW | {"role": role, "is_staff": "on", "is_superuser": "on"})
    assert not User.objects.exclude(role="learner").exists()
    assert not User.objects.filter(is_staff=True).exists()


def test_a_role_cannot_be_changed_by_posting_to_the_profile() -> None:
    user = person("Lucia")
    signed_in(user).post("/account/", {"name": "Lucia", "language": "en", "role": "teacher", "is_staff": "on"})
    user.refresh_from_db()
    assert (user.role, user.is_staff) == ("learner", False)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("email", "no address", "valid email"),
        ("password1", "12345678", "too common"),
        ("password1", "corta", "too short"),
        ("name", "\u202e\u200b", "at least one letter"),
        ("name", "", "required"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(
    client: Client, field: str, value: str, said: str
) -> None:
    response = client.post("/account/signup/", NEW | {field: value}, headers={"Accept-Language": "en"})
    page = response.content.decode()
    assert said in page
    assert f'id="id_{field}_error"' in page
    assert field == "email" or 'value="lucia@example.org"' in page
    assert not User.objects.exists()


def test_an_address_that_is_taken_is_refused_with_a_reason(client: Client) -> None:
    person("Lucia")
    response = client.post("/account/signup/", NEW, headers={"Accept-Language": "en"})
    assert "already registered" in response.content.decode()
    assert User.objects.count() == 1


def test_two_spellings_of_an_address_are_one_account(client: Client) -> None:
    person("Lucia")
    client.post("/account/signup/", NEW | {"email": "LUCIA@Example.ORG"})
    assert User.objects.count() == 1


def test_signing_in_leads_back_to_where_one_was(client: Client) -> None:
    person("Lucia")
    credentials = {"login": "lucia@example.org", "password": PASSWORD}
    assert (
        client.post("/account/login/", credentials | {"next": "/classes/join/X-2/"}).headers["Location"]
        == "/classes/join/X-2/"
    )


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client: Client, place: str) -> None:
    person("Lucia")
    credentials = {"login": "lucia@example.org", "password": PASSWORD, "next": place}
    assert client.post("/account/login/", credentials).headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    person("Lucia")
    answers = []
    for login in ("lucia@example.org", "nobody@example.org"):
        response = client.post("/account/login/", {"login": login, "password": "not it at all"})
        answers.append(re.findall(r'class="error".*?</div>', response.content.decode(), re.S))
    assert answers[0] == answers[1] != []


def test_guessing_a_password_is_stopped_even_from_many_addresses(client: Client) -> None:
    person("Lucia")
    for number in range(5):
        client.post("/account/login/", {"login": "lucia@example.org", "password": "no"}, REMOTE_ADDR=f"10.0.0.{number}")
    right = {"login": "lucia@example.org", "password": PASSWORD}
    client.post("/account/login/", right, REMOTE_ADDR="10.0.0.99")
    assert "_auth_user_id" not in client.session


def test_a_whole_class_can_sign_up_from_one_address_in_a_minute() -> None:
    for number in range(35):
        Client().post("/account/signup/", NEW | {"email": f"l{number}@example.org"})
    assert User.objects.count() == 35


def test_signing_out_takes_a_button_not_a_link() -> None:
    client = signed_in(person("Lucia"))
    client.get("/account/logout/")
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_a_letter_in_the_owners_language(client: Client) -> None:
    person("Lucia", language="es")
    client.post("/account/password/reset/", {"email": "lucia@example.org"}, headers={"Accept-Language": "en"})
    [letter] = mail.outbox
    assert "contraseña" in letter.body
    [path] = re.findall(r"http://testserver(/account/password/reset/key/\S+)", letter.body)
    form = client.get(path, follow=True)
    new = "otra cosa muy distinta"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert User.objects.get().check_password(new)


def test_asking_for_a_letter_does_not_tell_who_has_an_account(client: Client) -> None:
    person("Lucia")
    known = client.post("/account/password/reset/", {"email": "lucia@example.org"})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_a_changed_password_needs_the_old_one() -> None:
    user = person("Lucia")
    client = signed_in(user)
    new = {"password1": "otra cosa muy distinta", "password2": "otra cosa muy distinta"}
    client.post("/account/password/change/", new | {"oldpassword": "a guess"})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    client.post("/account/password/change/", new | {"oldpassword": PASSWORD})
    user.refresh_from_db()
    assert user.check_password("otra cosa muy distinta")


@pytest.mark.parametrize(
    "path", ["signup/", "login/", "password/reset/", "password/reset/done/", "confirm-email/", "inactive/"]
)
def test_every_page_of_a_visitor_opens(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "logout/", "email/", "password/change/", "reauthenticate/"])
def test_every_page_of_an_account_opens(path: str) -> None:
    assert signed_in(person("Lucia")).get(f"/account/{path}").status_code == 200


def test_what_a_form_posts_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/account/signup/", NEW).status_code == 403
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana \n María\t", "Ana María"),
        ("Ana\u202eairaM", "AnaairaM"),
        ("A\u0000n\u0007a\u200b", "Ana"),
        ("<b>Ana</b>", "<b>Ana</b>"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Z" + "\u0335" * 50, "Z" + "\u0335" * 3),
        ("x" * 500, "x" * 80),
        ("محمد", "محمد"),
        ("\u3164Ana\u2800", "Ana"),
    ],
)
def test_a_name_is_one_readable_line(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


def test_a_hostile_name_stands_in_the_page_as_text() -> None:
    user = person("Lucia")
    client = signed_in(user)
    client.post("/account/", {"name": "<script>alert(1)</script>", "language": "en"})
    page = client.get("/account/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_signing_in_is_said_by_the_masthead_alone(client: Client) -> None:
    user = person("Lucia")
    credentials = {"login": user.email, "password": PASSWORD, "next": "/account/"}
    page = client.post("/account/login/", credentials, follow=True).content.decode()
    assert "notice" not in page
    assert "Lucia" in page
