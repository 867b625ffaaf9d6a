"""How a mail is written: templates/emails/NAME.subject, .txt and .html, text first.

The HTML takes its colours from the site's own, written into each element, since
mail programs know no style sheets.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import css_inline
from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.translation import get_language

from cms.mail.colours import colours
from cms.mail.kinds import Mail


def written(
    name: str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Mail:
    """Return a mail in the active language, from its three templates."""
    full = {**context, "base_url": settings.SITE_BASE_URL, "language": get_language()}
    subject = " ".join(_plain(f"emails/{name}.subject", full).split())
    text = _plain(f"emails/{name}.txt", full).strip() + "\n"
    html = render_to_string(
        f"emails/{name}.html", {**full, "subject": subject, "colour": colours()}
    )
    return Mail(subject, text, _inliner().inline(html), headers or {})


def _plain(template: str, context: dict[str, Any]) -> str:
    """Return a template that is no HTML: "&" stays "&"."""
    return get_template(template).template.render(Context(context, autoescape=False))


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
