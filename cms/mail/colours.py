"""The site's colours for mail, read from the one file that holds them (static/css/tokens.css)."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles.finders import find

COLOUR = re.compile(r"--c-([\w-]+):\s*(#[0-9a-f]{3,8})")


@cache
def colours() -> dict[str, str]:
    """Return the light scheme by name, `sea-tint` as `sea_tint` for templates."""
    text = Path(str(find("css/tokens.css"))).read_text()
    light = text.split("prefers-color-scheme: dark", 1)[0]
    return {name.replace("-", "_"): value for name, value in COLOUR.findall(light)}
