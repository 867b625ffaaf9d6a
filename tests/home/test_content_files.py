"""A further language is put beside Swedish and English, and cannot disagree with them."""

import pytest

from home.content_files import (
    ContentFiles,
    Item,
    WrongTranslation,
    beside,
    checksums,
    only,
)

TASK = {
    "key": "sauna",
    "order": 3,
    "title": {"sv": "Bada bastu", "en": "Have a sauna"},
    "steps": {"sv": ["Elda", "Vänta"], "en": ["Make a fire", "Wait"]},
    "links": [{"label": {"sv": "Om bastu", "en": "On saunas"}, "url": "https://example.com"}],
    "options": [
        {"key": "hot", "label": {"sv": "Varm", "en": "Hot"}},
        {"key": "warm", "label": {"sv": "Ljum", "en": "Warm"}},
    ],
}


def in_finnish(texts):
    return beside(TASK, texts, "fi", "fi/sauna.yaml")


def test_a_text_stands_beside_the_others():
    task = in_finnish({"title": "Sauno", "steps": ["Lämmitä", "Odota"]})
    assert task["title"] == {"sv": "Bada bastu", "en": "Have a sauna", "fi": "Sauno"}
    assert task["steps"]["fi"] == ["Lämmitä", "Odota"]
    assert task["order"] == 3


def test_items_with_a_key_are_named_by_it():
    task = in_finnish({"options": {"warm": {"label": "Haalea"}}})
    assert [option["label"].get("fi") for option in task["options"]] == [None, "Haalea"]


def test_items_without_one_stand_in_the_same_order():
    task = in_finnish({"links": [{"label": "Saunasta"}]})
    assert task["links"][0]["label"]["fi"] == "Saunasta"
    assert task["links"][0]["url"] == "https://example.com"


def test_a_word_of_the_vocabulary_needs_no_more_than_itself():
    words = {"topics": [{"key": "housing", "sv": "Bostad", "en": "Housing"}]}
    (word,) = beside(words, {"topics": {"housing": "Asuminen"}}, "fi", "x")["topics"]
    assert word == {"key": "housing", "sv": "Bostad", "en": "Housing", "fi": "Asuminen"}


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"titel": "Sauno"}, "fi/sauna.yaml: there is nothing called 'titel'"),
        ({"options": {"cold": {"label": "Kylmä"}}}, "fi/sauna.yaml/options: there is nothing"),
        ({"links": [{"label": "a"}, {"label": "b"}]}, "fi/sauna.yaml/links: there is nothing"),
        ({"order": "kolme"}, "fi/sauna.yaml/order: another shape"),
        ("Sauno", "fi/sauna.yaml: another shape"),
    ],
)
def test_what_does_not_fit_is_named(texts, said):
    with pytest.raises(WrongTranslation, match=said):
        in_finnish(texts)


def test_what_is_asked_for_in_some_languages_leaves_the_others_out():
    task = in_finnish({"title": "Sauno"})
    assert only(task, ["sv", "en"]) == TASK
    assert only(task, ["fi"])["title"] == {"fi": "Sauno"}


def test_a_further_language_changes_no_other():
    before = checksums(Item("sauna", TASK))
    after = checksums(Item("sauna", in_finnish({"title": "Sauno"})))
    assert {code: after[code] for code in before} == before
    assert after.keys() - before.keys() == {"fi"}


def test_a_changed_original_changes_every_translation():
    before = checksums(Item("sauna", in_finnish({"title": "Sauno"})))
    changed = {**in_finnish({"title": "Sauno"}), "order": 4}
    after = checksums(Item("sauna", changed))
    assert [code for code in before if before[code] == after[code]] == []


def test_a_folder_makes_a_language(tmp_path):
    (tmp_path / "translations/fi").mkdir(parents=True)
    (tmp_path / "vocabulary.yaml").write_text("topics: [{key: a, sv: A, en: A}]")
    (tmp_path / "translations/fi/vocabulary.yaml").write_text("topics: {a: Aa}")
    files = ContentFiles(tmp_path)
    assert files.languages == ("sv", "en", "fi")
    assert files.vocabulary["topics"][0]["fi"] == "Aa"
