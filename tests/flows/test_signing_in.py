"""Signing in by a mailed code, and what somebody else can make of it (A-01 to A-12)."""

import logging
import re
import statistics
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.mail.sending import send_due
from cms.models import User
from onboarding.models import Move
from tests.cast import EU_WORKER
from tests.html import links
from tests.mailbox import open_mailbox, parts
from tests.moving import moved
from tests.signing import (
    CODE,
    ask_for_code,
    code_in,
    is_signed_in,
    mails,
    newest_code,
    sign_in,
    signed_in,
    type_code,
)
from tests.walking import Walker

pytestmark = pytest.mark.django_db

AMINA, SAM = "amina@example.com", "sam@example.com"
REFUSED = {"sv": "Koden fungerar inte", "en": "The code does not work"}


@pytest.fixture
def walker(client):
    return Walker(client)


def in_minutes(minutes):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=True)


# The way in -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_mover_signs_in_with_a_code_and_nothing_else(client, language):
    walker = Walker(client, language)
    ask_for_code(walker, AMINA)
    assert walker.page.name == "account_code"
    assert AMINA in walker.page.text
    assert not User.movers.exists()
    page = type_code(walker, newest_code())
    assert page.name == "plan"
    assert is_signed_in(walker)
    assert EmailAddress.objects.get().email == AMINA


def test_the_mail_holds_the_code_in_its_text_and_no_secret_in_its_links(walker, settings):
    ask_for_code(walker, AMINA)
    message = mails()[-1]
    assert message.to == [AMINA]
    assert not re.search(r"\d", message.subject)
    assert AMINA not in message.body
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert newest_code() in html
    for link in [*links(html), *re.findall(r"https?://\S+", message.body)]:
        assert link == settings.SITE_BASE_URL


@pytest.mark.parametrize("written", ["{}", " {} ", "{0[0]}{0[1]}{0[2]}-{0[3]}{0[4]}{0[5]}"])
def test_a_code_may_be_written_with_spaces_and_hyphens(walker, written):
    ask_for_code(walker, AMINA)
    assert type_code(walker, written.format(newest_code())).name == "plan"


def test_a_code_may_be_written_on_an_arabic_keyboard(walker):
    ask_for_code(walker, AMINA)
    arabic = newest_code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert type_code(walker, arabic).name == "plan"


def test_the_address_may_be_written_in_capitals_next_time(walker):
    sign_in(walker, AMINA)
    user = User.movers.get()
    sign_in(Walker(Client()), "AMINA@Example.com")
    assert User.movers.get() == user


@pytest.mark.parametrize(
    "wrong", ["", "amina", "amina@", "a@b@c.se", "amina@example.com\nBcc: x@y.se", "x" * 300]
)
def test_an_address_that_is_none_is_explained_and_kept(walker, wrong):
    form = walker.visit("account_login").form()
    form.fill({"address": wrong})
    page = walker.send(form)
    assert page.status == 200
    assert page.errors
    assert not mails()


def test_a_mistyped_address_can_be_corrected(walker):
    ask_for_code(walker, "amnia@example.com")
    form = walker.follow("account_login").form()
    assert form.data["address"] == ["amnia@example.com"]
    form.fill({"address": AMINA})
    walker.send(form)
    assert [message.to for message in mails()] == [["amnia@example.com"], [AMINA]]
    assert type_code(walker, code_in(mails()[0])).errors == []
    assert walker.page.name == "account_code"
    assert type_code(walker, newest_code()).name == "plan"
    assert EmailAddress.objects.get().email == AMINA


def test_a_new_code_can_be_had_after_half_a_minute_and_replaces_the_old_one(walker):
    ask_for_code(walker, AMINA)
    page = walker.send(walker.page.form("form:has([name=another])"))
    walker.send(pressed(page))
    assert len(mails()) == 1
    assert "Vänta" in walker.page.text
    with in_minutes(0.6):
        walker.send(pressed(walker.page))
        assert len(mails()) == 2
        old, new = map(code_in, mails())
        if old != new:
            assert type_code(walker, old).name == "account_code"
        assert type_code(walker, new).name == "plan"


def pressed(page):
    form = page.form("form:has([name=another])")
    form.fill({"another": ""})
    return form


def test_pressing_twice_sends_one_mail(walker):
    ask_for_code(walker, AMINA)
    ask_for_code(walker, AMINA)
    assert len(mails()) == 1
    assert type_code(walker, newest_code()).name == "plan"


def test_who_is_signed_in_is_not_asked_again(walker):
    sign_in(walker, AMINA)
    assert walker.visit("account_login").name == "plan"
    assert walker.visit("account_code").name == "plan"


def test_when_mail_is_slow_the_page_says_so_and_nothing_is_lost(walker, settings):
    ask_for_code(walker, AMINA)
    assert "långsam" not in walker.page.text
    with in_minutes(1):
        assert "långsam" in walker.visit("account_code").text
        assert type_code(walker, newest_code()).name == "plan"


def test_the_code_goes_through_a_real_mail_server(walker, settings):
    with open_mailbox() as mailbox:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
        ask_for_code(walker, AMINA)
        send_due()
        text, html = parts(mailbox.to(AMINA)[0])
        code = CODE.search(text).group()
        assert code in html
        assert type_code(walker, code).name == "plan"


def test_a_code_that_is_too_old_is_not_sent_any_more(walker):
    ask_for_code(walker, AMINA)
    with in_minutes(11):
        assert mails() == []


# reuse, age, another browser ------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_code_works_once_in_time_and_in_its_browser(language):
    def tried(walker, code):
        page = walker.visit("account_login")
        walker.client.post(walker.address("account_code"), {"code": code})
        response = walker.client.post(walker.address("account_code"), {"code": code}, follow=True)
        assert not is_signed_in(walker)
        return REFUSED[language] in response.content.decode(), page

    asking = Walker(Client(), language)
    ask_for_code(asking, AMINA)
    code = newest_code()
    assert tried(Walker(Client(), language), code)[0]
    with in_minutes(10.2):
        assert tried(asking, code)[0]

    used = Walker(Client(), language)
    ask_for_code(used, AMINA)
    code = newest_code()
    type_code(used, code)
    used.visit("account_logout")
    used.press()
    assert tried(used, code)[0]


def test_a_code_still_works_after_nine_minutes(walker):
    ask_for_code(walker, AMINA)
    with in_minutes(9.8):
        assert type_code(walker, newest_code()).name == "plan"


def test_five_wrong_codes_end_it(walker):
    ask_for_code(walker, AMINA)
    right = newest_code()
    wrong = [f"{(int(right) + n) % 10**6:06}" for n in range(1, 6)]
    for code in wrong[:4]:
        page = type_code(walker, code)
        assert REFUSED["sv"] in page.text
        assert page.name == "account_code"
    page = type_code(walker, wrong[4])
    assert REFUSED["sv"] in page.text
    response = walker.client.post(walker.address("account_code"), {"code": right}, follow=True)
    assert REFUSED["sv"] in response.content.decode()
    assert not is_signed_in(walker)


def test_many_tries_at_once_are_no_more_than_one_by_one(walker):
    """Each of many parallel requests would read the same count of tries from the session."""
    ask_for_code(walker, AMINA)
    session = walker.client.session
    before = dict(session.items())
    right = newest_code()
    answers = []
    for n in range(1, 9):
        session = walker.client.session
        session.update(before)
        session.save()
        wrong = f"{(int(right) + n) % 10**6:06}"
        answers.append(
            walker.client.post(walker.address("account_code"), {"code": wrong}).status_code
        )
    assert answers == [200] * 5 + [429] * 3


# machines that open links -----------------------------------------------------


def test_opening_every_link_in_the_mail_uses_nothing_up(walker):
    ask_for_code(walker, AMINA)
    message = mails()[-1]
    found = {*links(message.alternatives[0][0]), *re.findall(r"https?://\S+", message.body)}
    scanner = Client()
    for link in found:
        for _time in range(3):
            scanner.get(link, follow=True)
            scanner.head(link, follow=True)
    for client in (scanner, walker.client):
        for name in ("account_login", "account_code", "account_logout"):
            client.get(walker.address(name))
            client.head(walker.address(name))
    assert type_code(walker, newest_code()).name == "plan"


# addresses of the service ------------------------------------------------------


def test_no_header_changes_where_the_mail_leads(walker, settings):
    address = walker.address("account_login")
    assert walker.client.post(address, {"address": AMINA}, HTTP_HOST="evil.test").status_code == 400
    assert not mails()
    walker.client.post(address, {"address": AMINA}, HTTP_X_FORWARDED_HOST="evil.test")
    assert "evil.test" not in str(mails()[-1].message())
    assert settings.SITE_BASE_URL in mails()[-1].body


# known and unknown ---------------------------------------------------------------


def answer_to(address, network, language="sv"):
    """Return all that a browser is told that asks for a code, what that took, and what was done."""
    client = Client(REMOTE_ADDR=f"10.{network // 250}.{network % 250}.1")
    walker = Walker(client, language)
    client.get(walker.address("account_login"))
    # Of the processor alone: what else the machine does must not decide.
    begun = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        asked = client.post(walker.address("account_login"), {"address": address})
    took = time.process_time() - begun
    shown = client.get(asked.url)
    told = [
        (response.status_code, headers(response), cookies(response), plain(response, address))
        for response in (asked, shown)
    ]
    return told, took, [query["sql"].split("(")[0].split("=")[0] for query in queries]


def headers(response):
    changing = {"Content-Length", "Expires"}
    return {name: value for name, value in response.headers.items() if name not in changing}


def cookies(response):
    return sorted(
        (name, len(cookie.value), cookie["max-age"], cookie["httponly"])
        for name, cookie in response.cookies.items()
    )


def plain(response, address):
    text = response.content.decode().replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


@pytest.fixture
def editor():
    editor = User.objects.create_user("kim", email="kim@pitea.example", password="a-long-password")
    editor.groups.add(Group.objects.get(name="Editors"))
    return editor


def test_nothing_tells_a_known_address_from_an_unknown_one(walker, editor, settings):
    sign_in(walker, AMINA)
    told, took, done = {}, {}, {}
    for number in range(60):
        for place, address in enumerate((AMINA, f"nobody{number:03}@example.com", editor.email)):
            network = number * 3 + place
            kind = ("known", "unknown", "editor")[place]
            settings.ACCOUNT_RATE_LIMITS = {}
            told[kind], seconds, done[kind] = answer_to(address, network)
            took.setdefault(kind, []).append(seconds)
    assert told["known"] == told["unknown"] == told["editor"]
    assert done["known"] == done["unknown"] == done["editor"]
    medians = {kind: statistics.median(seconds) for kind, seconds in took.items()}
    assert max(medians.values()) - min(medians.values()) < 0.01, medians


# sessions ------------------------------------------------------------------------


def test_signing_in_gives_a_new_session_and_ends_the_old_one(walker):
    ask_for_code(walker, AMINA)
    before = walker.client.cookies["sessionid"].value
    type_code(walker, newest_code())
    after = walker.client.cookies["sessionid"].value
    assert before != after
    assert not Session.objects.filter(session_key=before).exists()
    planted = Client()
    planted.cookies["sessionid"] = before
    assert not is_signed_in(Walker(planted))


def test_a_session_that_was_planted_is_not_taken_over(walker):
    walker.client.cookies["sessionid"] = "a" * 32
    sign_in(walker, AMINA)
    assert walker.client.cookies["sessionid"].value != "a" * 32


# where signing in leads -------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test",
        "https:evil.test",
        "/\\evil.test",
        "javascript:alert(1)",
        "%0d%0aX: y",
        "/admin/",
    ],
)
@pytest.mark.parametrize("name", ["next", "to"])
def test_nobody_chooses_where_signing_in_leads(walker, name, target):
    address = f"{walker.address('account_login')}?{name}={target}"
    form = walker.open(address).form()
    form.fill({"address": AMINA, name: target})
    walker.send(form)
    assert "evil" not in walker.page.html
    page = type_code(walker, newest_code())
    assert page.url == walker.address("plan")


# limits -------------------------------------------------------------------------


def asks(client, address=AMINA, **headers):
    return client.post(
        Walker(client).address("account_login"), {"address": address}, **headers
    ).status_code


def test_three_codes_in_a_quarter_of_an_hour_from_one_network():
    answers = [asks(Client()) for _time in range(5)]
    assert answers == [302] * 3 + [429] * 2
    assert len(mails()) == 3
    with in_minutes(15.1):
        assert asks(Client()) == 302


def test_a_limit_says_when_to_try_again(client):
    for _time in range(3):
        asks(Client())
    response = client.post(Walker(client).address("account_login"), {"address": AMINA})
    assert response.status_code == 429
    assert response.headers["Retry-After"] == str(15 * 60)
    assert "Vänta 15 minuter" in response.content.decode()


def test_a_stranger_cannot_lock_a_mover_out(walker):
    sign_in(walker, AMINA, own_device=True)
    walker.visit("account_logout")
    walker.press()
    for network in range(15):
        for _time in range(4):
            asks(Client(REMOTE_ADDR=f"203.0.113.{network}"))
    assert asks(Client(REMOTE_ADDR="198.51.100.7")) == 429
    with in_minutes(1):
        sign_in(walker, AMINA)
    assert is_signed_in(walker)


def test_a_known_browser_counts_for_its_own_address_only(walker):
    sign_in(walker, AMINA, own_device=True)
    known = walker.client.cookies["known"].value
    assert "amina" not in known
    for _time in range(3):
        asks(Client(), SAM)
    other = Client()
    other.cookies["known"] = known
    assert asks(other, SAM) == 429
    with in_minutes(1):
        forged = Client()
        forged.cookies["known"] = known[:-2] + "xx"
        assert [asks(c) for c in (Client(), Client(), forged)] == [302, 302, 429]


def test_a_device_that_is_not_ones_own_remembers_nothing(walker):
    sign_in(walker, AMINA)
    assert "known" not in walker.client.cookies
    assert walker.client.cookies["sessionid"]["max-age"] == ""


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_a_forged_header_does_not_change_the_network(header):
    answers = [asks(Client(), **{header: f"198.51.100.{n}"}) for n in range(5)]
    assert answers == [302] * 3 + [429] * 2


def test_behind_a_proxy_its_last_word_counts(settings):
    settings.TRUSTED_PROXIES = 1
    forged = [asks(Client(), HTTP_X_FORWARDED_FOR=f"10.9.8.{n}, 198.51.100.1") for n in range(4)]
    assert forged == [302] * 3 + [429]
    assert asks(Client(), HTTP_X_FORWARDED_FOR="10.9.8.7, 198.51.100.2") == 302


# signing out ----------------------------------------------------------------------------


def test_signing_out_ends_the_session_and_clears_the_browser(walker):
    moved(walker.client, EU_WORKER)
    sign_in(walker, AMINA)
    key = walker.client.cookies["sessionid"].value
    walker.visit("account_logout")
    response = walker.client.post(walker.address("account_logout"))
    assert response.status_code == 302
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.filter(session_key=key).exists()
    replayed = Client()
    replayed.cookies["sessionid"] = key
    page = Walker(replayed).visit("plan")
    assert "Ola" not in page.html
    assert not page.soup.select("li.task")


def test_a_get_does_not_sign_out(walker):
    sign_in(walker, AMINA)
    walker.visit("account_logout")
    walker.visit("account_logout")
    assert is_signed_in(walker)


def test_signing_out_everywhere_reaches_every_device(walker):
    sign_in(walker, AMINA)
    with in_minutes(1):
        phone = signed_in(AMINA)
        stranger = signed_in(SAM)
    page = phone.visit("account_logout")
    form = page.form()
    form.fill({"everywhere": ""})
    phone.send(form)
    assert [is_signed_in(w) for w in (phone, walker, stranger)] == [False, False, True]


@pytest.mark.parametrize(
    ("own", "minutes", "lasts"),
    [
        (False, 119, True),
        (False, 121, False),
        (True, 60 * 24 * 13, True),
        (True, 60 * 24 * 14 + 1, False),
    ],
)
def test_a_session_ends_when_it_is_not_used(walker, own, minutes, lasts):
    sign_in(walker, AMINA, own_device=own)
    with in_minutes(minutes):
        assert is_signed_in(walker) is lasts


def test_a_session_ends_after_ninety_days_of_use(walker):
    sign_in(walker, AMINA, own_device=True)
    for day in range(10, 90, 10):
        with in_minutes(60 * 24 * day):
            assert is_signed_in(walker)
    with in_minutes(60 * 24 * 90 + 1):
        assert not is_signed_in(walker)


def test_closing_an_account_ends_its_sessions_at_once(walker):
    sign_in(walker, AMINA)
    User.movers.update(is_active=False)
    assert not is_signed_in(walker)


# those who work with the site ---------------------------------------------------------------


def test_an_editor_does_not_enter_by_a_code(walker, editor):
    ask_for_code(walker, editor.email)
    page = type_code(walker, newest_code())
    assert page.status == 403
    assert not is_signed_in(walker)
    assert not User.movers.exists()
    assert walker.client.get("/admin/").status_code == 302


def test_an_editor_is_answered_like_anybody_until_the_right_code_comes(walker, editor):
    ask_for_code(walker, editor.email)
    page = type_code(walker, "000000" if newest_code() != "000000" else "111111")
    assert page.status == 200
    assert REFUSED["sv"] in page.text


def test_a_mover_never_reaches_the_admin(walker):
    sign_in(walker, AMINA)
    user = User.movers.get()
    response = walker.client.get("/admin/")
    assert response.status_code in {302, 403}
    user.groups.add(Group.objects.get(name="Editors"))
    assert walker.client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert not is_signed_in(walker)


def test_no_password_opens_a_movers_account(walker, client):
    sign_in(walker, AMINA)
    user = User.movers.get()
    user.set_password("a-long-password")
    user.save()
    client = Client()
    for name in (user.username, AMINA):
        client.post("/admin/login/", {"username": name, "password": "a-long-password"})
    assert "_auth_user_id" not in client.session


def test_guessing_a_password_is_slowed_down(client, editor):
    def guess(password, **headers):
        data = {"username": "kim", "password": password}
        return client.post("/admin/login/", data, **headers).status_code

    answers = [guess("wrong") for _time in range(60)]
    assert answers[:10] == [200] * 10
    assert set(answers[10:]) == {429}
    assert guess("a-long-password") == 429
    assert guess("a-long-password", REMOTE_ADDR="198.51.100.1") == 302


def test_the_admins_form_is_still_wagtails_own(client, editor):
    page = client.get("/admin/login/")
    assert page.templates[0].name == "wagtailadmin/login.html"
    client.post("/admin/login/", {"username": "kim", "password": "a-long-password"})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "path", ["users/", "users/{}/", "users/edit/{}/", "users/delete/{}/", "users/history/{}/"]
)
def test_no_screen_of_the_admin_shows_a_mover(walker, admin_client, path):
    sign_in(walker, AMINA)
    user = User.movers.get()
    response = admin_client.get(f"/admin/{path.format(user.pk)}")
    assert user.username not in response.content.decode()
    if "{}" in path:
        assert response.status_code in {404, 302}


# What is kept and said ---------------------------------------------------------------------------


def test_the_database_holds_no_code(walker):
    ask_for_code(walker, AMINA)
    code = newest_code()
    session = Session.objects.get().get_decoded()
    assert code not in str(session)
    assert session["sign_in_code"]["code"] != code


def test_the_log_says_what_happened_but_not_who(walker, caplog):
    with caplog.at_level(logging.DEBUG):
        ask_for_code(walker, AMINA)
        code = newest_code()
        type_code(walker, "000000" if code != "000000" else "111111")
        type_code(walker, code)
        for _time in range(4):
            asks(Client())
    said = [r.getMessage() for r in caplog.records if r.name != "django.db.backends"]
    assert {"A wrong code was typed", "Signed in", "A limit was reached: account_login"} <= set(
        said
    )
    assert not [line for line in said if AMINA in line or code in line]


def test_asking_writes_nothing_but_the_session(walker):
    ask_for_code(walker, AMINA)
    assert not EmailAddress.objects.exists()
    assert not User._base_manager.filter(is_mover=True).exists()
    assert not Move.objects.exists()


def test_reading_pages_stay_without_cookies_and_the_personal_ones_are_not_kept(walker):
    assert not walker.client.get("/sv/").cookies
    sign_in(walker, AMINA)
    for name in ("account_logout", "plan"):
        assert "no-store" in walker.client.get(walker.address(name)).headers["Cache-Control"]
    fresh = Client()
    for name in ("account_login", "account_code"):
        assert "no-store" in fresh.get(walker.address(name)).headers["Cache-Control"]
    assert not Session.objects.filter(session_key=fresh.cookies.get("sessionid", "")).exists()


def test_every_personal_page_offers_to_sign_out(walker):
    moved(walker.client, EU_WORKER)
    sign_in(walker, AMINA)
    for name, arguments in [
        ("plan", ()),
        ("check", ("before",)),
        ("question", ("before", "housing")),
    ]:
        html = walker.visit(name, *arguments).html
        assert walker.address("account_logout") in html
    assert walker.address("account_logout") not in walker.open("/sv/").html
