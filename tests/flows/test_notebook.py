"""What a mover keeps: saved before having an account, shared when told to, and nothing lost."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from cms.directory.models import OrganizationPage
from cms.models import ArticlePage, BasePage
from cms.visibility import public
from onboarding.models import Move, TaskPage
from onboarding.notebook import keeping
from onboarding.notebook.models import Note, OwnTask, SavedThing
from tests.cast import EU_WORKER, OUTSIDE_EEA
from tests.household import joined
from tests.moving import moved
from tests.signing import sign_in, signed_in
from tests.walking import Walker

pytestmark = pytest.mark.django_db

FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
AMINA, SAM = "amina@example.com", "sam@example.com"
PERSONNUMMER = "19900101-1234"


@pytest.fixture
def walker():
    """Somebody with a browser that says where a form was sent from."""
    return Walker(Client(**FROM_HERE))


@pytest.fixture
def two():
    """Amina and Sam, who keep one plan."""
    client = Client()
    move = joined(moved(client, OUTSIDE_EEA), AMINA, SAM)
    return [signed_in(address, **FROM_HERE) for address in (AMINA, SAM)], move


def page_of(kind, language="sv"):
    return public(kind.objects.filter(locale__language_code=language)).first()


def save(walker, page):
    walker.open(page.url)
    return walker.went_on(walker.send(walker.page.form("form.save")))


def write(walker, body, name="new_note", **more):
    form = walker.visit(name).form("form.form")
    form.fill({"body" if name == "new_note" else "title": body, **more})
    return walker.went_on(walker.send(form))


def choose(walker, said):
    """Press a button on the page of a saved thing."""
    form = walker.page.form(f"form:has([value={said}])")
    form.fill({"do": said})
    return walker.went_on(walker.send(form))


# Saving --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", [ArticlePage, TaskPage, OrganizationPage])
def test_one_press_saves_a_page_before_there_is_any_account(walker, kind, language):
    walker.language = language
    page = page_of(kind, language)
    save(walker, page)
    assert walker.page.name == "saved"
    assert walker.page.heading == page.title
    assert page.url in walker.page.links()[0]
    thing = SavedThing.objects.get()
    assert (thing.page_key, thing.language) == (page.translation_key, language)
    key = walker.client.cookies[settings.MOVE_COOKIE_NAME]
    assert Move.objects.opened_by(key.value).exists()
    assert key["max-age"] == settings.MOVE_COOKIE_AGE
    assert page.title in walker.visit("notebook").text


def test_pages_set_no_cookie_and_are_the_same_with_and_without_a_move(walker):
    page = page_of(ArticlePage)
    before = walker.client.get(page.url)
    assert not before.cookies
    save(walker, page)
    after = walker.client.get(page.url)
    assert not after.cookies
    assert after.content == before.content


def test_saving_twice_saves_once_and_into_the_same_move(walker):
    page = page_of(ArticlePage)
    for _time in range(2):
        save(walker, page)
    save(walker, page_of(TaskPage))
    assert SavedThing.objects.count() == 2
    assert Move.objects.count() == 1


@pytest.mark.parametrize("followed", ["the second", "both"])
def test_two_first_presses_at_once_begin_one_move(walker, followed):
    """The second is sent before the first is answered; a browser goes on with the second."""
    address, client = walker.address("save", page_of(ArticlePage).pk), walker.client
    first = client.post(address)
    client.cookies.clear()
    second = client.post(address)
    assert not Move.objects.exists()
    for answer in (first, second) if followed == "both" else (second,):
        assert answer.status_code == 307
        client.post(answer.headers["Location"])
    move = Move.objects.get()
    assert SavedThing.objects.get().adult.move == move
    assert Move.digest(client.cookies[settings.MOVE_COOKIE_NAME].value) == move.key_digest


def test_a_key_that_opens_nothing_any_more_is_not_used_again(walker):
    walker.client.cookies[settings.MOVE_COOKIE_NAME] = old = Move.new_key()
    save(walker, page_of(ArticlePage))
    assert not Move.objects.opened_by(old).exists()
    assert Move.objects.count() == 1


def test_a_browser_that_keeps_no_cookies_is_told_so_and_nothing_is_saved(walker):
    address, client = walker.address("save", page_of(ArticlePage).pk), walker.client
    answer = client.post(address)
    client.cookies.clear()
    answer = client.post(answer.headers["Location"])
    assert answer.status_code == 200
    assert "kakor" in answer.content.decode()
    assert not Move.objects.exists()


def test_a_contact_is_saved_by_itself(walker):
    page = next(p for p in public(OrganizationPage.objects.all()) if len(p.contact_points) > 1)
    walker.open(page.url)
    point = page.contact_points[1]
    form = walker.page.form(f"form.save:has([value='{point.id}'])")
    walker.went_on(walker.send(form))
    thing = SavedThing.objects.get()
    assert thing.part == point.id
    assert point.value["function"] in walker.page.heading
    sent = walker.client.post(form.action, {"part": "no-such-part"})
    assert sent.status_code == 404


@pytest.mark.parametrize(
    "headers",
    [{}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://elsewhere.example"}],
)
def test_another_site_can_save_nothing_and_whoever_means_it_is_asked(headers):
    page = page_of(ArticlePage)
    walker = Walker(Client(enforce_csrf_checks=True, **headers))
    address = walker.address("save", page.pk)
    response = walker.client.post(address)
    assert response.status_code == 200
    assert settings.MOVE_COOKIE_NAME not in response.cookies
    assert not Move.objects.exists()
    assert walker.client.post(address, {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    assert not Move.objects.exists()
    walker = Walker(Client(enforce_csrf_checks=True))
    walker.open(address)
    walker.press("form.form")
    assert walker.page.name == "saved"
    assert SavedThing.objects.count() == 1


def test_what_no_reader_may_see_cannot_be_saved(walker):
    page = page_of(ArticlePage)
    page.unpublish()
    for pk in (page.pk, 1, 10**9):
        assert walker.client.post(walker.address("save", pk)).status_code == 404


def test_every_page_but_the_start_page_has_the_button(walker):
    for kind in (kind for kind in apps.get_models() if issubclass(kind, BasePage)):
        for page in public(kind.objects.all()).filter(depth__gt=3)[:1]:
            soup = BeautifulSoup(walker.client.get(page.url).content, "html.parser")
            form = soup.select_one("form.save")
            assert form["action"] == walker.address("save", page.pk), kind
            assert not form.select("[name=csrfmiddlewaretoken]")


# Changed since -------------------------------------------------------------------


def publish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_what_has_changed_is_told_with_old_and_new_words_and_the_note_is_kept(walker):
    page = page_of(TaskPage)
    old = page.lead
    save(walker, page)
    form = walker.page.form("form.form")
    form.fill({"body": "Fråga om nyckeln"})
    walker.went_on(walker.send(form))
    moved_line = "sparat har ändrats"
    assert moved_line not in walker.visit("plan").text
    publish(page, lead="Något helt annat.", due_day=page.due_day + 3)
    assert moved_line in walker.visit("plan").text
    assert "Ändrat sedan du sparade" in walker.visit("notebook").text
    walker.visit("saved", SavedThing.objects.get().pk)
    assert walker.page.soup.find("del", string=old)
    assert walker.page.soup.find("ins", string="Något helt annat.")
    assert "ha det klart" in walker.page.text
    assert "Fråga om nyckeln" in walker.page.text
    choose(walker, "seen")
    assert "Ändrat sedan du sparade" not in walker.page.text
    assert moved_line not in walker.visit("plan").text


def test_a_phone_number_that_changed_is_told(walker):
    page = next(p for p in public(OrganizationPage.objects.all()) if p.contact_points)
    point = page.contact_points[0]
    walker.open(page.url)
    walker.went_on(walker.send(walker.page.form(f"form.save:has([value='{point.id}'])")))
    point.value["phone"] = "0911-69 60 01"
    publish(page)
    walker.visit("saved", SavedThing.objects.get().pk)
    assert walker.page.soup.find("ins", string="0911-69 60 01")
    page.contact_points.pop(0)
    publish(page)
    walker.visit("saved", SavedThing.objects.get().pk)
    assert "Finns inte längre" in walker.page.text
    assert page.url in walker.page.links()


def test_a_publication_that_changes_no_word_is_not_told(walker):
    page = page_of(ArticlePage)
    save(walker, page)
    publish(page)
    assert "har ändrats" not in walker.visit("plan").text
    assert "Ändrat" not in walker.visit("notebook").text


def test_what_is_gone_names_what_took_its_place(walker):
    page, *others = public(ArticlePage.objects.filter(locale__language_code="sv"))[:2]
    save(walker, page)
    form = walker.page.form("form.form")
    form.fill({"body": "Min egen tanke"})
    walker.send(form)
    Redirect.objects.create(old_path=Redirect.normalise_path(page.url), redirect_page=others[0])
    for twin in ArticlePage.objects.filter(translation_key=page.translation_key):
        twin.unpublish()
    assert "har ändrats" in walker.visit("plan").text
    walker.visit("saved", SavedThing.objects.get().pk)
    assert others[0].url in walker.page.links()
    assert "Min egen tanke" in walker.page.text
    choose(walker, "replace")
    assert walker.page.heading == others[0].title
    assert "Min egen tanke" in walker.page.text
    assert SavedThing.objects.count() == 1
    assert "har ändrats" not in walker.visit("plan").text


def test_what_is_gone_in_one_language_is_found_in_another(walker):
    page = page_of(ArticlePage)
    save(walker, page)
    twin = ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    page.unpublish()
    twin.refresh_from_db()
    assert twin.live
    walker.visit("saved", SavedThing.objects.get().pk)
    assert "Finns inte längre" in walker.page.text
    assert twin.url in walker.page.links()
    choose(walker, "replace")
    assert walker.page.heading == twin.title


# Writing -------------------------------------------------------------------------


def test_a_note_begins_a_move_and_is_encrypted(walker):
    walker.visit("notebook")
    write(walker, "Hyresvärden heter Nyckelpigan")
    assert walker.page.name == "notebook"
    assert "Nyckelpigan" in walker.page.text
    write(walker, "Mät fönstren i köket", "new_own_task")
    with connection.cursor() as cursor:
        for table in (Note, OwnTask):
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")  # noqa: S608
            raw = str(cursor.fetchall())
            assert "Nyckelpigan" not in raw
            assert "fönstren" not in raw


def test_pressing_twice_writes_once(walker):
    for name, field in (("new_note", "body"), ("new_own_task", "title")):
        form = walker.visit(name).form("form.form")
        form.fill({field: "En gång"})
        for _time in range(2):
            walker.went_on(walker.send(form))
    assert (Note.objects.count(), OwnTask.objects.count()) == (1, 1)
    assert Move.objects.count() == 1


def test_notes_are_found_by_words_that_are_in_no_address(walker):
    write(walker, "Ring Vaktmästaren om NYCKELN")
    write(walker, "Något annat")
    form = walker.visit("notebook").form("form[role=search]")
    form.fill({"words": "nyckeln vaktm"})
    walker.send(form)
    assert "Vaktmästaren" in walker.page.text
    assert "Något annat" not in walker.page.text
    assert "nyckeln" not in walker.page.url
    form.fill({"words": "finns inte"})
    assert "Ingen anteckning" in walker.send(form).text
    assert walker.visit("search_notes").name == "notebook"


@pytest.mark.parametrize(("name", "field"), [("new_note", "body"), ("new_own_task", "title")])
def test_a_personnummer_is_asked_about_and_not_refused(walker, name, field, caplog):
    form = walker.visit(name).form("form.form")
    form.fill({field: f"Mitt nummer är {PERSONNUMMER}"})
    walker.send(form)
    assert "Ta bort det?" in walker.page.text
    assert PERSONNUMMER in walker.page.html
    assert not Note.objects.exists()
    form = walker.page.form("form.form")
    form.fill({field: f"Mitt nummer är {PERSONNUMMER}", "keep_number": "on"})
    walker.went_on(walker.send(form))
    assert Note.objects.count() + OwnTask.objects.count() == 1
    assert PERSONNUMMER not in caplog.text


def test_what_is_said_beside_every_box(walker):
    page = page_of(ArticlePage)
    save(walker, page)
    shown = [walker.page.text]
    shown += [walker.visit(name).text for name in ("new_note", "new_own_task")]
    for text in shown:
        assert "Skriv inte personnummer, hälsa eller skyddade uppgifter" in text
        assert "Kommunen läser det inte." in text
        assert text.count("30 dagar") == 1


def test_how_long_it_is_kept_is_said_wherever_something_is_typed():
    walker = Walker(Client(**FROM_HERE))
    assert "30 dagar efter ditt senaste besök" in walker.begin().text
    assert "12 månader" in walker.visit("account_login").text
    walker = signed_in(AMINA)
    assert "12 månader" in walker.begin().text
    for name in ("new_note", "new_own_task"):
        assert walker.visit(name).text.count("12 månader") == 1
    save(walker, page_of(ArticlePage))
    assert walker.page.name == "save", "This browser does not say where it began."
    assert walker.page.text.count("12 månader") == 1
    walker.press("form.form")
    assert walker.page.name == "saved"
    assert walker.page.text.count("12 månader") == 1


def test_nothing_typed_is_lost_when_the_token_or_the_cookie_is_gone():
    client = Client(enforce_csrf_checks=True, **FROM_HERE)
    walker = Walker(client)
    write(walker, "Först")
    written = Note.objects.get()
    for name, args in (("new_note", ()), ("note", (written.pk,)), ("new_own_task", ())):
        field = "title" if "task" in name else "body"
        form = walker.visit(name, *args).form("form.form")
        form.fill({field: "Lång text som inte får gå förlorad", "csrfmiddlewaretoken": "x" * 64})
        page = walker.send(form)
        assert page.status == 403
        assert "Lång text som inte får gå förlorad" in page.html
        again = page.form("form.form")
        again.fill({field: "Lång text som inte får gå förlorad"})
        walker.went_on(walker.send(again))
    assert {note.body for note in Note.objects.all()} == {"Lång text som inte får gå förlorad"}
    form = walker.visit("new_note").form("form.form")
    form.fill({"body": "Kakan är borta"})
    del client.cookies[settings.MOVE_COOKIE_NAME]
    page = walker.send(form)
    assert "Kakan är borta" in page.html
    again = page.form("form.form")
    again.fill({"body": "Kakan är borta"})
    walker.went_on(walker.send(again))
    assert "Kakan är borta" in walker.visit("notebook").text


def test_what_is_missing_is_said_and_the_rest_stays(walker):
    form = walker.visit("new_own_task").form("form.form")
    form.fill({"title": "Mät", "day_day": "", "day_month": "3", "day_year": "2027"})
    walker.send(form)
    assert walker.page.errors == ["Dagen saknas. Skriv den också, eller lämna alla tre tomma."]
    assert walker.page.form("form.form").data["title"] == ["Mät"]
    form = walker.visit("new_note").form("form.form")
    walker.send(form)
    assert walker.page.errors


# Own tasks -----------------------------------------------------------------------


def test_own_tasks_stand_in_the_plan_and_are_done_there(walker):
    moved(walker.client, EU_WORKER)
    day = {"day_day": "5", "day_month": "3", "day_year": "2027"}
    write(walker, "Mät fönstren", "new_own_task", **day)
    page = walker.visit("plan")
    row = page.soup.select_one("#own-title").find_parent("section").select_one("li.task")
    assert "5 mars 2027" in row.text
    button = row.select_one("button[name=done]")
    for _time in range(2):
        sent = walker.client.post(button["formaction"], {"done": "yes", "from": "plan"})
        assert sent.status_code == 302
        assert sent["Location"].startswith(walker.address("plan"))
    task = OwnTask.objects.get()
    assert task.done_on == timezone.localdate()
    assert task.version == 2
    assert "Inte klar ändå" in walker.visit("plan").text
    walker.client.post(button["formaction"], {"done": "no"})
    task.refresh_from_db()
    assert task.done_on is None
    sent = walker.client.post(button["formaction"], {"done": "x", "from": "//elsewhere.example"})
    assert sent["Location"].startswith(walker.address("notebook"))


# Together ------------------------------------------------------------------------


def rows_of(adult):
    page = page_of(ArticlePage)
    thing = SavedThing.objects.create(
        adult=adult, page_key=page.translation_key, title="Hemlig sida"
    )
    note = Note.objects.create(adult=adult, body="Hemlig text", about=thing)
    task = OwnTask.objects.create(adult=adult, title="Hemlig uppgift")
    return thing, note, task


def addresses(walker, thing, note, task):
    """Every address of an object in the notebook."""
    for row, names in (
        (thing, ("saved", "delete_saved")),
        (note, ("note", "delete_note")),
        (task, ("own_task", "own_task_done", "delete_own_task")),
    ):
        for name in names:
            yield name, walker.address(name, row.pk)


SENT = {"body": "x", "title": "x", "version": 1, "done": "yes", "do": "share", "is_shared": "on"}


def test_no_address_of_an_object_is_left_out():
    from onboarding.notebook.urls import urlpatterns

    patterns = [p for p in urlpatterns if p.callback.__module__.endswith("views.keeping")]
    of_objects = {p.name for p in patterns if "pk" in p.pattern.converters}
    one = SavedThing(pk=1)
    assert of_objects == {name for name, _ in addresses(Walker(Client()), one, one, one)}


@pytest.mark.parametrize("who", ["other member", "stranger", "browser with a key", "nobody"])
def test_nobody_gets_at_what_is_not_shared(two, who):
    (amina, sam), move = two
    rows = rows_of(move.adults.get(number=1))
    walkers = {"other member": sam, "stranger": signed_in("kim@example.com", **FROM_HERE)}
    hostile = walkers.get(who, Walker(Client(**FROM_HERE)))
    if who in {"stranger", "browser with a key"}:
        moved(hostile.client, EU_WORKER)
    before = [list(type(row).objects.values()) for row in rows]
    for name, address in addresses(hostile, *rows):
        sent = hostile.client.post(address, SENT)
        assert sent.status_code == 404, name
        assert "Hemlig" not in sent.content.decode()
        got = hostile.client.get(address)
        assert got.status_code in ({405} if name == "own_task_done" else {404}), name
    assert [list(type(row).objects.values()) for row in rows] == before
    for name in ("notebook", "plan"):
        assert "Hemlig" not in hostile.visit(name).html
    found = hostile.client.post(hostile.address("search_notes"), {"words": "hemlig"})
    assert "Hemlig" not in found.content.decode()
    hostile.client.post(
        hostile.address("new_note"), {"body": "x", "about": rows[0].pk, "key": Move.new_key()}
    )
    assert not Note.objects.filter(body__isnull=False, about=rows[0]).exclude(pk=rows[1].pk)
    for _name, address in addresses(amina, *rows):
        if "klar" not in address:
            assert amina.client.get(address).status_code == 200


def test_what_is_shared_is_read_and_changed_but_neither_hidden_nor_deleted(two):
    (_amina, sam), move = two
    rows = thing, note, task = rows_of(move.adults.get(number=1))
    for row in rows:
        type(row).objects.update(is_shared=True)
    for name in ("saved", "note", "own_task"):
        row = {"saved": thing, "note": note, "own_task": task}[name]
        assert sam.client.get(sam.address(name, row.pk)).status_code == 200
    for name, address in addresses(sam, *rows):
        if name.startswith("delete_"):
            assert sam.client.post(address).status_code == 404
    for said in ("keep_private", "seen", "replace"):
        assert sam.client.post(sam.address("saved", thing.pk), {"do": said}).status_code == 404
    sam.client.post(sam.address("note", note.pk), {"body": "Sams ord", "version": 1})
    sam.client.post(sam.address("own_task", task.pk), {"title": "Sams uppgift", "version": 1})
    for row in rows:
        row.refresh_from_db()
        assert row.is_shared
        assert row.adult == move.adults.get(number=1)
    assert (note.body, task.title) == ("Sams ord", "Sams uppgift")


def test_what_is_saved_stands_person_by_person(two):
    (amina, sam), move = two
    for adult, kind in zip(move.adults.order_by("number"), (ArticlePage, TaskPage), strict=False):
        keeping.share(keeping.save(adult, page_of(kind)), is_shared=True)
    headings = [h.get_text(" ", strip=True) for h in sam.visit("notebook").soup.select("h2")]
    assert headings[0] == "Det du har sparat"
    assert headings[1] == f"Det som {move.adults.get(number=1).alias} delar med dig"
    titles = [a.get_text(strip=True) for a in sam.page.soup.select(".entry h4 a")]
    assert titles == [page_of(TaskPage).title, page_of(ArticlePage).title]
    assert len(amina.visit("notebook").soup.select(".entry h4 a")) == 2


def test_a_note_is_private_until_it_is_ticked(two):
    (amina, sam), _move = two
    write(amina, "Bara min")
    assert "Bara min" not in sam.visit("notebook").text
    note = Note.objects.get()
    form = amina.visit("note", note.pk).form("form.form")
    form.fill({"body": "Bara min", "is_shared": "on"})
    amina.went_on(amina.send(form))
    assert "Bara min" in sam.visit("notebook").text
    form = amina.visit("note", note.pk).form("form.form")
    assert form.data.pop("is_shared")
    form.fill({"body": "Bara min"})
    amina.went_on(amina.send(form))
    assert "Bara min" not in sam.visit("notebook").text


def test_alone_there_is_nobody_to_share_with(walker):
    form = walker.visit("new_note").form("form.form")
    assert "is_shared" not in form.tag.decode()
    form.fill({"body": "x", "is_shared": "on"})
    walker.send(form)
    assert not Note.objects.get().is_shared


def test_a_shared_note_on_something_private_does_not_tell_what_it_is_on(two):
    (_amina, sam), move = two
    _thing, note, _task = rows_of(move.adults.get(number=1))
    Note.objects.filter(pk=note.pk).update(is_shared=True)
    for page in (sam.visit("notebook"), sam.visit("note", note.pk)):
        assert "Hemlig sida" not in page.html
    assert "Hemlig text" in sam.page.html


@pytest.mark.parametrize("choice", ["mine", "both"])
def test_c01_two_change_the_same_note_and_nothing_is_lost(two, choice):
    (amina, sam), move = two
    note = Note.objects.create(adult=move.adults.get(number=1), body="Början", is_shared=True)
    forms = [walker.visit("note", note.pk).form("form.form") for walker in (amina, sam)]
    for form, body in zip(forms, ("Aminas text", "Sams text"), strict=True):
        form.fill({"body": body})
    sam.went_on(sam.send(forms[1]))
    page = amina.send(forms[0])
    assert page.status == 409
    note.refresh_from_db()
    assert f"ändrade detta {timezone.localtime(note.changed_at):%H:%M}" in page.text
    assert "Noor" in page.text
    assert page.soup.select_one("#text-now").get_text(strip=True) == "Sams text"
    assert "Aminas text" in page.soup.select_one("textarea").text
    assert note.body == "Sams text"
    form = page.form("form.form")
    form.fill({"body": "Aminas text", **({"both": "1"} if choice == "both" else {})})
    amina.went_on(amina.send(form))
    note.refresh_from_db()
    assert note.body == {"mine": "Aminas text", "both": "Sams text\n\nAminas text"}[choice]


def test_two_change_the_same_own_task(two):
    (amina, sam), move = two
    task = OwnTask.objects.create(adult=move.adults.get(number=1), title="Mät", is_shared=True)
    forms = [walker.visit("own_task", task.pk).form("form.form") for walker in (amina, sam)]
    for form, title in zip(forms, ("Mät köket", "Mät hallen"), strict=True):
        form.fill({"title": title})
    sam.went_on(sam.send(forms[1]))
    page = amina.send(forms[0])
    assert page.status == 409
    assert "Mät hallen" in page.text
    assert page.form("form.form").data["title"] == ["Mät köket"]
    amina.went_on(amina.send(page.form("form.form")))
    task.refresh_from_db()
    assert task.title == "Mät köket"


def test_sending_the_same_change_twice_is_no_conflict(two):
    (amina, _sam), _move = two
    write(amina, "Början")
    form = amina.visit("note", Note.objects.get().pk).form("form.form")
    form.fill({"body": "Ny text"})
    for _time in range(2):
        amina.went_on(amina.send(form))


def test_when_a_note_is_not_shared_any_more_what_was_typed_can_be_kept(two):
    (_amina, sam), move = two
    note = Note.objects.create(adult=move.adults.get(number=1), body="Början", is_shared=True)
    form = sam.visit("note", note.pk).form("form.form")
    form.fill({"body": "Sams långa text"})
    Note.objects.update(is_shared=False)
    page = sam.send(form)
    assert page.status == 404
    assert "Början" not in page.html
    assert "Sams långa text" in page.text
    kept = page.form("form.form")
    kept.fill({"body": "Sams långa text"})
    sam.went_on(sam.send(kept))
    assert Note.objects.filter(adult__number=2).count() == 1


# Going along ---------------------------------------------------------------------


def test_signing_in_takes_the_notebook_along(walker):
    save(walker, page_of(ArticlePage))
    write(walker, "Före kontot")
    sign_in(walker, AMINA)
    page = walker.visit("notebook")
    assert "Före kontot" in page.text
    assert page_of(ArticlePage).title in page.text
    assert SavedThing.objects.get().adult.member.user.emailaddress_set.get().email == AMINA


def test_two_notebooks_become_one_and_nothing_is_lost(walker):
    sign_in(walker, AMINA)
    save(walker, page_of(ArticlePage))
    write(walker, "Från telefonen")
    phone = Walker(Client(REMOTE_ADDR="198.51.100.1", **FROM_HERE))
    for page in (page_of(ArticlePage), page_of(TaskPage)):
        save(phone, page)
        form = phone.page.form("form.form")
        form.fill({"body": f"Om {page.title}"})
        phone.went_on(phone.send(form))
    write(phone, "Köp flyttlådor", "new_own_task")
    sign_in(phone, AMINA)
    assert phone.page.name == "two_plans"
    phone.press("form.form")
    page = phone.visit("notebook")
    for text in ("Från telefonen", f"Om {page_of(ArticlePage).title}", "Köp flyttlådor"):
        assert text in page.text
    assert SavedThing.objects.count() == 2
    assert Note.objects.exclude(about=None).count() == 2
    assert Move.objects.count() == 1


# Taking away ---------------------------------------------------------------------


def test_taking_a_page_out_keeps_the_note(walker):
    save(walker, page_of(ArticlePage))
    form = walker.page.form("form.form")
    form.fill({"body": "Kvar"})
    walker.went_on(walker.send(form))
    walker.visit("delete_saved", SavedThing.objects.get().pk)
    walker.press("form.form")
    assert walker.page.name == "notebook"
    assert not SavedThing.objects.exists()
    assert "Kvar" in walker.page.text
    walker.visit("delete_note", Note.objects.get().pk)
    walker.press("form.form")
    assert not Note.objects.exists()


def test_deleting_the_plan_deletes_the_notebook(walker):
    write(walker, "Borta")
    walker.visit("forget")
    walker.press("form.form")
    assert not Note.objects.exists()


def test_the_notebook_is_kept_by_no_cache(walker):
    write(walker, "x")
    save(walker, page_of(ArticlePage))
    kept = [(name, row.pk) for name, row in (("note", Note.objects.get()),)]
    for name, *args in [("notebook",), ("new_note",), ("new_own_task",), *kept]:
        assert "no-store" in walker.client.get(walker.address(name, *args))["Cache-Control"]


def test_a_visit_keeps_the_notebook_for_thirty_more_days(walker):
    write(walker, "x")
    Move.objects.update(used_at=timezone.now() - timedelta(days=20))
    response = walker.client.get(walker.address("notebook"))
    assert timezone.now() - Move.objects.get().used_at < timedelta(minutes=1)
    assert response.cookies[settings.MOVE_COOKIE_NAME]["max-age"] == settings.MOVE_COOKIE_AGE
