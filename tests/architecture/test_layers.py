"""Who may import whom (docs/architecture.md)."""

import re

import pytest
from importlinter.cli import lint_imports

from config.env import BASE_DIR

FORBIDDEN_NAMES = {"utils", "helpers", "services", "core", "misc", "common"}


def test_each_layer_imports_only_what_lies_below_it(monkeypatch):
    monkeypatch.chdir(BASE_DIR)
    assert lint_imports(cache_dir=None) == 0


@pytest.mark.parametrize("folder", ["cms", "config", "home", "onboarding", "scripts"])
def test_modules_are_named_after_what_they_hold(folder):
    names = {file.stem for file in (BASE_DIR / folder).rglob("*.py")}
    assert not names & FORBIDDEN_NAMES


def test_nothing_looks_up_what_readers_typed_without_the_index():
    for folder in ("cms", "home", "onboarding"):
        for file in (BASE_DIR / folder).rglob("*.py"):
            code = re.sub(r'""".*?"""|#.*', "", file.read_text(), flags=re.DOTALL)
            assert "icontains" not in code, file
            assert not re.search(r"\.(extra|raw)\(|\*\*request\.(GET|POST)", code), file


def test_only_one_place_asks_which_mover_is_signed_in():
    """A session that has run out must not open a move: `sessions.mover` looks.

    The pages of the admin ask who works there, and let no mover in.
    """
    for file in (BASE_DIR / "onboarding").rglob("*.py"):
        if not file.name.startswith("admin_"):
            assert "request.user" not in file.read_text(), file
