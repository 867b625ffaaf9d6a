"""`manage.py plan`: exactly as content/questions.yaml describes it."""

import io
import json
import time
from contextlib import redirect_stdout
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onboarding.loading import load_journey
from onboarding.management.commands.plan import Command
from tests.cast import CAST

pytestmark = pytest.mark.django_db

KEYS = [
    "task",
    "adult",
    "phase",
    "start",
    "due",
    "estimated",
    "legal",
    "state",
    "blocked_by",
    "because",
    "title",
    "responsible",
    "contacts",
]
SINGLE = {
    "household": {
        "move": "2027-03-01",
        "from_where": "eu_eea_customs_union",
        "children": ["age_6_12"],
        "pets": True,
        "housing": ["rent"],
    },
    "adults": [
        {
            "alias": "A",
            "answers": {"status": "eu_eea", "occupation": ["job"], "job_start": "2027-03-08"},
            "done": {},
        }
    ],
}


@pytest.fixture
def plan(tmp_path):
    """Print the plan of some data."""

    def printed(data, *words):
        file = tmp_path / "answers.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        out = io.StringIO()
        call_command("plan", "--answers", str(file), "--today", "2026-11-23", *words, stdout=out)
        return json.loads(out.getvalue())

    return printed


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("household", CAST, ids=lambda household: household.name)
def test_prints_what_the_format_says(plan, household, language):
    printed = plan(household.as_data(), "--language", language)
    journey = load_journey(language)
    assert list(printed) == ["items"]
    assert printed["items"]
    for item in printed["items"]:
        assert list(item) == KEYS
        task = journey.tasks[item["task"]]
        assert (item["title"], item["phase"]) == (task.title, task.phase)
        assert item["responsible"] == task.responsible.name
        assert item["contacts"] == [contact.name for contact in task.contacts]
        assert item["state"] in {"done", "late", "ready", "not_yet", "blocked"}
        assert (item["adult"] is not None) is task.per_person
        for name in ("start", "due"):
            assert item[name] is None or date.fromisoformat(item[name])
        assert isinstance(item["estimated"], bool)
        assert isinstance(item["legal"], bool)
        assert set(item["blocked_by"]) <= journey.tasks.keys()
        assert item["because"].startswith({"sv": "Därför att", "en": "Because"}[language])


def test_both_languages_say_the_same(plan):
    swedish, english = (plan(SINGLE, "--language", code)["items"] for code in ("sv", "en"))
    texts = {"because", "title", "responsible", "contacts"}
    for one, other in zip(swedish, english, strict=True):
        assert {k: v for k, v in one.items() if k not in texts} == {
            k: v for k, v in other.items() if k not in texts
        }
    assert swedish[0]["title"] != english[0]["title"]


def test_swedish_is_spoken_unless_another_language_is_asked_for(plan):
    assert plan(SINGLE) == plan(SINGLE, "--language", "sv")


def test_the_day_decides_what_is_late(plan):
    now = {item["state"] for item in plan(SINGLE, "--today", "2026-01-01")["items"]}
    assert "late" not in now
    then = {item["state"] for item in plan(SINGLE, "--today", "2030-01-01")["items"]}
    assert "late" in then


def test_done_counts_for_one_adult_or_for_all(plan):
    data = json.loads(json.dumps(SINGLE))
    data["adults"][0]["done"] = {"receive-personnummer": "2027-03-20"}
    data["done"] = {"library-card": "2027-03-21"}
    items = {item["task"]: item for item in plan(data)["items"]}
    assert items["receive-personnummer"]["state"] == "done"
    assert items["library-card"]["state"] == "done"
    assert items["apply-id-card"]["estimated"] is False
    assert {item["task"]: item for item in plan(SINGLE)["items"]}["apply-id-card"]["estimated"]


def test_a_list_gives_a_list_in_order(plan):
    moved_later = json.loads(json.dumps(SINGLE)) | {"household": {"move": "2028-01-01"}}
    printed = plan([SINGLE, moved_later, SINGLE])
    assert list(printed) == ["plans"]
    assert printed["plans"][0] == printed["plans"][2] == plan(SINGLE)
    assert printed["plans"][1] == plan(moved_later)
    assert plan([]) == {"plans": []}


def test_nothing_known_is_a_plan_too(plan):
    assert plan({})["items"]


def test_answers_may_be_piped_in(monkeypatch, plan):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(SINGLE)))
    out = io.StringIO()
    call_command("plan", "--answers", "-", "--today", "2026-11-23", stdout=out)
    assert json.loads(out.getvalue()) == plan(SINGLE)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ({"household": {"shoes": "yes"}}, "shoes"),
        ({"household": {"car": "boat"}}, "boat"),
        ({"household": {"children": ["age_0", "age_99"]}}, "age_99"),
        ({"household": {"move": "2027-02-30"}}, "2027-02-30"),
        ({"household": {"move": "soon"}}, "soon"),
        ({"household": {"status": "nordic"}}, "status"),
        ({"adults": [{"answers": {"status": "martian"}}]}, "martian"),
        ({"adults": [{"name": "A"}]}, "name"),
        ({"adults": []}, "adults"),
        ({"done": {"dance": "2027-01-01"}}, "dance"),
        ({"done": {"library-card": "2027-13-01"}}, "2027-13-01"),
        ([SINGLE, {"houses": {}}], "houses"),
        ("{", "answers.json"),
        ("null", "answers"),
        ('"text"', "answers"),
        ("[[]]", "answers"),
        ({"household": {"move": "two\nlines"}}, "two"),
        ({"household": {"adults": 0}}, "adults"),
        ({"household": {"adults": 7}}, "adults"),
        ([SINGLE, {"household": {"car": "boat"}}], "plan 2, household, car"),
        ("[" * 100_000, "answers.json"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_wrong_input_ends_with_2_and_one_line_that_names_it(plan, data, named):
    with pytest.raises(CommandError) as refused:
        plan(data)
    assert refused.value.returncode == 2
    assert named in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_may_begin_with_a_mark_of_its_encoding(plan):
    assert plan("\ufeff" + json.dumps(SINGLE)) == plan(SINGLE)


def ended(*words):
    """Return the status and the text of a call that ends badly."""
    said = io.StringIO()
    command = Command(stderr=OutputWrapper(said))
    with pytest.raises(SystemExit) as end:
        command.run_from_argv(["manage.py", "plan", *words])
    return end.value.code, said.getvalue()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--answers", "nowhere.json"], "nowhere.json"),
        (["--answers", "."], "."),
        (["--answers", "README.md"], "README.md"),
        (["--answers", "nowhere.json", "--language", "la"], "'la'"),
        (["--answers", "nowhere.json", "--today", "2026-02-30"], "2026-02-30"),
        (["--answers", "nowhere.json", "--today", "20261201"], "20261201"),
    ],
    ids=str,
)
def test_a_wrong_call_ends_with_2_and_one_line_that_names_it(words, named):
    status, said = ended(*words)
    assert status == 2
    assert named in said
    assert said.count("\n") == 1


def test_a_call_without_answers_says_how_to_call(capsys):
    assert ended()[0] == 2
    assert "--answers" in capsys.readouterr().err


def test_two_hundred_plans_take_no_time_and_few_queries(tmp_path):
    file = tmp_path / "answers.json"
    file.write_text(json.dumps([household.as_data() for household in CAST] * 34))
    # Processor time, so that a busy machine does not count.
    began, out = time.process_time(), io.StringIO()
    with redirect_stdout(out), CaptureQueriesContext(connection) as asked:
        call_command("plan", "--answers", str(file), stdout=out)
    assert len(json.loads(out.getvalue())["plans"]) == 204
    assert time.process_time() - began < 5
    assert len(asked) < 20
