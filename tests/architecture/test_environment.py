"""The environment is read in one place, and each variable is described for the operator."""

import re

from config.env import BASE_DIR

READ = re.compile(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"")


def variables():
    """Return the variables that config reads."""
    files = (BASE_DIR / "config").rglob("*.py")
    return {name for file in files for name in READ.findall(file.read_text())}


def test_the_variables_are_found():
    assert {"SECRET_KEY", "DATABASE_URL", "DATA_DIR", "EMAIL_URL"} <= variables()


def test_each_variable_is_described_for_the_operator():
    described = (BASE_DIR / "docs" / "operations.md").read_text()
    assert [name for name in sorted(variables()) if f"`{name}`" not in described] == []


ASSIGNED = re.compile(r"^([A-Z][A-Z_]+)(?:: [^=]+)? = (?:([A-Z][A-Z_]+) = )?", re.MULTILINE)
PLUMBING = {
    "DATABASES", "DEBUG", "DEFAULT_AUTO_FIELD", "FORM_RENDERER", "INSTALLED_APPS",
    "LANGUAGE_CODE", "LOCALE_PATHS", "MIDDLEWARE", "ROOT_URLCONF", "TEMPLATES", "USE_I18N",
    "USE_TZ", "WAGTAIL_I18N_ENABLED", "WSGI_APPLICATION",
}  # fmt: skip


def test_each_setting_is_described_for_the_operator():
    described = (BASE_DIR / "docs" / "operations.md").read_text()
    families = re.findall(r"`([A-Z_]+_)…`", described)
    found = set()
    for name in ("base", "production"):
        file = BASE_DIR / "config" / "settings" / f"{name}.py"
        found |= {name for names in ASSIGNED.findall(file.read_text()) for name in names if name}
    assert len(found) > 60
    assert [
        name
        for name in sorted(found - PLUMBING)
        if f"`{name}`" not in described and not name.startswith(tuple(families))
    ] == []


def test_nothing_else_reads_the_environment():
    for folder in ("cms", "home", "onboarding"):
        for file in (BASE_DIR / folder).rglob("*.py"):
            assert not re.search(r"os\.environ|os\.getenv|config\.env", file.read_text()), file
