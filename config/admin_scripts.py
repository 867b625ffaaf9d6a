"""The few inline scripts that Wagtail's admin writes into its pages, each allowed by its hash.

A policy that allows every inline script would also allow one that somebody
smuggled into a title. So only scripts of these exact shapes, with nothing but
escaped data in them, are allowed, and only in the answer that holds them.
"""

import base64
import hashlib
import re

DATA = rb'[^"<>]*'
CONFIG = rb"\{[^<>{};()]*\}"
# The box for all languages, where a page is handed to translators.
SELECT_ALL = b"""
document.addEventListener('DOMContentLoaded', function() {
    var selectAll = document.querySelector('[name="select_all"]');
    var locales = document.querySelectorAll('[name="locales"]');
    selectAll.addEventListener('change', function() {
        for (var i = 0; i < locales.length; i++) {
            locales[i].checked = selectAll.checked;
        }
    });
});
"""
SHAPES = (
    # Date and time fields, in filters, schedules and forms.
    rb'init(?:Date|Time|DateTime)Chooser\("' + DATA + rb'", ' + CONFIG + rb"\);",
    # Fields that choose a picture, a page, a document or a snippet.
    rb"new \w*Chooser\(\"" + DATA + rb'", ' + CONFIG + rb"\);",
    # Lists of forms, such as the tasks of a workflow.
    rb'\s*\(function\(\) \{\s*var panel = new (?:Inline|MultipleChooser)Panel\(JSON\.parse\("'
    + DATA
    + rb'"\)\);\s*\}\)\(\);\s*',
    # The choosers of the translation editor.
    rb'\s*if \(typeof window\.chooserUrls === "undefined"\) \{\s*window\.chooserUrls = \{'
    rb'(?:\s*\w+: "[\w/.-]*",)*\s*\}\s*\}\s*',
    rb"\s*" + rb"\s+".join(map(re.escape, SELECT_ALL.split())) + rb"\s*",
)
INLINE = re.compile(rb'<script(?: type="text/javascript")?>(' + rb"|".join(SHAPES) + rb")</script>")


def hashes(html: bytes) -> list[str]:
    """Return a policy source for each inline script of the admin in a page."""
    return sorted({_hash(match[1]) for match in INLINE.finditer(html)})


def _hash(script: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    return f"'sha256-{digest}'"
