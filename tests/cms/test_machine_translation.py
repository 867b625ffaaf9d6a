"""Machine translation through a local stub that speaks as the engines do."""

import json
import re
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object
from wagtail_localize.strings import StringValue

from cms import machine_translation
from cms.machine_translation import EngineFailed, Translator, names, protect, restore
from config.translation_engines import machine_translator
from tests import loaded
from tests.factories.pages import ArticleFactory, publish
from tests.serving import page, serving

pytestmark = pytest.mark.django_db
KEY = "hemlig-nyckel"


def shouted(text):
    """What the stub makes of a text: capitals, with tags as they were, names and all."""
    return re.sub(r"(<[^>]*>)|([^<]+)", lambda found: found[1] or found[2].upper(), text)


def libretranslate(server, call, become=shouted):
    asked = json.loads(server.asked[-1].body)
    assert asked["format"] == "html"
    texts = {"translatedText": [become(text) for text in asked["q"]]}
    call.sendall(page(body=json.dumps(texts).encode(), content_type="application/json"))


def deepl(server, call):
    asked = parse_qs(server.asked[-1].body.decode())
    texts = {"translations": [{"text": shouted(text)} for text in asked["text"]]}
    call.sendall(page(body=json.dumps(texts).encode(), content_type="application/json"))


@pytest.fixture
def server():
    with serving() as running:
        running.paths |= {"/translate": libretranslate, "/deepl": deepl}
        yield running


@pytest.fixture
def locales():
    return [Locale.objects.get(language_code=code) for code in ("sv", "en")]


def engine(server, name="libretranslate", path=""):
    url = server.url(path).rstrip("/")
    return Translator({"ENGINE": name, "URL": url, "KEY": KEY})


def translated(translator, locales, *texts):
    strings = [StringValue(text) for text in texts]
    found = translator.translate(*locales, strings)
    return [found[string].data if string in found else None for string in strings]


# Names ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Välkommen till Piteå!", "VÄLKOMMEN TILL Piteå!"),
        ("PiteBo och Piteå", "PiteBo OCH Piteå"),
        ("Bor du i <b>Piteå</b>?", "BOR DU I <b>Piteå</b>?"),
        ('<a id="a1">PiteBo</a> hyr ut', '<a id="a1">PiteBo</a> HYR UT'),
        ("rad ett<br/>i Piteå", "RAD ETT<br/>I Piteå"),
        # Whole words, and as they are written.
        ("piteå och Piteås hamn", "PITEÅ OCH PITEÅS HAMN"),
        ("Öjebyn är en by", "Öjebyn ÄR EN BY"),
        ("1 &lt; 2 i Piteå", "1 &LT; 2 I Piteå"),
    ],
)
def test_names_are_never_translated(server, locales, text, expected):
    assert translated(engine(server), locales, text) == [expected]


def test_a_name_is_not_sent_bare(server, locales):
    translated(engine(server), locales, "Välkommen till Piteå")
    assert json.loads(server.asked[0].body)["q"] == ['Välkommen till <x id="k0">Piteå</x>']


def test_names_alone_need_no_engine(server, locales):
    assert translated(engine(server), locales, "PiteBo", "Piteå, PiteBo") == [
        "PiteBo",
        "Piteå, PiteBo",
    ]
    assert server.asked == []


def test_the_titles_of_places_and_organisations_are_names():
    assert {loaded.page("page:ojebyn").title, loaded.page("org:pitebo").title} < set(names())
    assert loaded.page("page:rent").title not in names()


def test_the_longest_name_comes_first(settings):
    settings.NEVER_TRANSLATED = ["Norra hamnen", "Norra"]
    publish(loaded.page("page:ojebyn"))
    assert protect("i Norra hamnen") == 'i <x id="k0">Norra hamnen</x>'


def test_a_name_with_a_sign_of_html_is_found(settings):
    settings.NEVER_TRANSLATED = ["Bygg & Bo"]
    publish(loaded.page("page:ojebyn"))
    assert protect("hos Bygg &amp; Bo") == 'hos <x id="k0">Bygg &amp; Bo</x>'


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('<x id="k0">Pitea</x> awaits', "Piteå awaits"),
        ("<x id='k0'> PITEA </x > awaits", "Piteå awaits"),
        ("<x id=k0></x> awaits", "Piteå awaits"),
        ("Pitea awaits", None),
        ('<x id="k0">Piteå</x> <x id="k0">Piteå</x>', None),
        ('<x id="k1">Piteå</x>', None),
        ('<x id="k0">Piteå</x> <b>awaits</b>', None),
        ('<x id="k0">Piteå</x> <script>alert(1)</script>', None),
        ('<x id="k0">Piteå awaits', None),
        (None, None),
        (7, None),
    ],
)
def test_an_answer_is_taken_only_where_names_and_marks_survived(answer, expected):
    assert restore(answer, "Piteå väntar") == expected


def test_marks_may_change_places():
    assert restore('<b><x id="k1">a</x></b>, <x id="k0">b</x>', "Piteå, <b>PiteBo</b>") == (
        "<b>PiteBo</b>, Piteå"
    )


# Engines ----------------------------------------------------------------------


def test_libretranslate_is_asked_in_its_own_words(server, locales):
    translated(engine(server), locales, "Hej")
    (asked,) = server.asked
    body = json.loads(asked.body)
    assert (asked.method, asked.path) == ("POST", "/translate")
    assert (body["source"], body["target"], body["api_key"]) == ("sv", "en", KEY)


def test_deepl_is_asked_in_its_own_words(server, locales):
    text = 'Hej <a id="a1">Piteå</a>'
    assert translated(engine(server, "deepl", "/deepl"), locales, text) == [
        'HEJ <a id="a1">Piteå</a>'
    ]
    (asked,) = server.asked
    body = parse_qs(asked.body.decode())
    assert asked.headers["authorization"] == f"DeepL-Auth-Key {KEY}"
    assert (body["source_lang"], body["target_lang"]) == (["SV"], ["EN"])
    assert (body["tag_handling"], body["ignore_tags"]) == (["xml"], ["x"])


@pytest.mark.parametrize(("key", "host"), [("a:fx", "api-free.deepl.com"), ("a", "api.deepl.com")])
def test_deepl_has_its_own_address(key, host):
    translator = Translator({"ENGINE": "deepl", "URL": "", "KEY": key})
    assert host in translator.engine.get_api_endpoint()


def test_many_texts_are_asked_a_few_at_a_time(server, locales):
    texts = [f"Text {number}" for number in range(45)]
    assert len(translated(engine(server), locales, *texts)) == 45
    assert [len(json.loads(asked.body)["q"]) for asked in server.asked] == [20, 20, 5]


@pytest.mark.parametrize(
    "answer",
    [
        page(500),
        page(403),
        page(400, b'{"error": "sv is not supported"}'),
        page(body=b"Hej"),
        page(body=b"{}"),
        page(body=b"[]"),
        page(body=b"null"),
        page(body=b'{"translatedText": ["a", "b", "c"]}'),
        b"",
    ],
)
def test_an_engine_that_fails_says_so(server, locales, answer):
    server.paths["/translate"] = answer
    with pytest.raises(EngineFailed):
        translated(engine(server), locales, "Hej")


@pytest.mark.parametrize("answer", [page(456), page(body=b"{}"), page(body=b"Hej")])
def test_a_failing_deepl_says_so_too(server, locales, answer):
    server.paths["/deepl"] = answer
    with pytest.raises(EngineFailed):
        translated(engine(server, "deepl", "/deepl"), locales, "Hej")


def test_an_engine_that_hangs_fails_in_time(server, locales, monkeypatch):
    monkeypatch.setattr(machine_translation, "PATIENCE", 0.2)
    server.paths["/translate"] = lambda server, call: server.over.wait(10)
    with pytest.raises(EngineFailed):
        translated(engine(server), locales, "Hej")


def test_what_was_translated_before_the_engine_failed_is_not_lost(server, locales):
    def fail_later(server, call):
        if len(server.asked) > 1:
            call.sendall(page(500))
        else:
            libretranslate(server, call)

    server.paths["/translate"] = fail_later
    translator = engine(server)
    found = translated(translator, locales, *(f"Text {number}" for number in range(30)))
    assert found[19:21] == ["TEXT 19", None]
    assert translator.left == 10


# Settings ---------------------------------------------------------------------


def test_it_is_off_until_an_engine_is_named(settings):
    assert machine_translator("", "", "") is None
    assert settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR is None


@pytest.mark.parametrize(
    ("engine", "url", "key"), [("babel", "", ""), ("libretranslate", "", "x"), ("deepl", "x", "")]
)
def test_half_a_setting_stops_the_service(engine, url, key):
    with pytest.raises(ImproperlyConfigured):
        machine_translator(engine, url, key)


# The translator's button ------------------------------------------------------


@pytest.fixture
def draft(locales, django_capture_on_commit_callbacks):
    """A page in translation into English, with nothing translated."""
    article = publish(
        ArticleFactory(parent=loaded.page("page:home"), title="Hyra i Piteå"),
        body=[{"type": "text", "value": '<p>Fråga <a href="https://example.com/">PiteBo</a>.</p>'}],
    )
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(article, [locales[1]])
    return article.get_translation(locales[1])


@pytest.fixture
def local_engine(server, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine_translator(
        "libretranslate", server.url().rstrip("/"), KEY
    )


def press(client, draft):
    """Press the button, and arrive at the editor again."""
    translation = Translation.objects.get(source__object_id=draft.translation_key)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    answer = client.post(f"{url}?next={edit}", {"next": edit}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def texts(draft):
    found = StringTranslation.objects.filter(context__object_id=draft.translation_key)
    return dict(found.values_list("context__path", "data"))


def test_without_an_engine_there_is_no_button(admin_client, draft):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "machine_translate" not in html
    translation = Translation.objects.get(source__object_id=draft.translation_key)
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    assert admin_client.post(url).status_code in {302, 404}
    assert texts(draft) == {}


def test_the_button_translates_and_keeps_names_and_links(admin_client, draft, local_engine):
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "machine_translate" in html
    assert "Läs igenom varje text" in press(admin_client, draft)
    found = texts(draft)
    assert found["title"] == "HYRA I Piteå"
    assert 'FRÅGA <a id="a1">PiteBo</a>.' in found.values()


def test_readers_see_it_when_it_is_published(
    admin_client, client, draft, local_engine, django_capture_on_commit_callbacks
):
    press(admin_client, draft)
    with django_capture_on_commit_callbacks(execute=True):
        Translation.objects.get(source__object_id=draft.translation_key).save_target(publish=True)
    draft.refresh_from_db()
    html = client.get(draft.url).content.decode()
    assert "Machine translated" in html
    assert "https://example.com/" in html
    assert f'href="{draft.source_page.url}" hreflang="sv"' in html


def test_what_somebody_translated_is_left_alone(admin_client, draft, local_engine):
    press(admin_client, draft)
    StringTranslation.objects.filter(context__path="title").update(
        data="Renting in Piteå", translation_type="manual"
    )
    assert "Det finns inget kvar att översätta" in press(admin_client, draft)
    assert texts(draft)["title"] == "Renting in Piteå"


def test_a_failing_engine_is_said_plainly_and_loses_nothing(
    admin_client, draft, local_engine, server
):
    server.paths["/translate"] = page(500)
    html = press(admin_client, draft)
    assert "svarade inte som den skulle" in html
    assert texts(draft) == {}


def test_a_text_that_came_back_damaged_is_left_and_said(admin_client, draft, local_engine, server):
    def damaged(server, call):
        libretranslate(server, call, lambda text: re.sub("<[^>]*>", "", text))

    server.paths["/translate"] = damaged
    html = press(admin_client, draft)
    assert "2 texter blev kvar" in html
    assert "title" not in texts(draft)
    assert texts(draft)["lead"] == draft.source_page.specific.lead


def test_who_may_not_edit_the_page_translates_nothing(
    client, draft, local_engine, server, django_user_model
):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("ny")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    translation = Translation.objects.get(source__object_id=draft.translation_key)
    client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    assert server.asked == []
    assert texts(draft) == {}
