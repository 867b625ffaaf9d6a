"""How collected static files lie: compressed, under lasting names, the style in one sheet."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """Puts what the site's sheet imports into it, so that a browser asks once."""

    def post_process(self, paths: dict[str, Any], **options: Any) -> Iterator[tuple[Any, ...]]:
        if SHEET in paths:
            whole = InMemoryStorage()
            whole.save(SHEET, ContentFile(one_sheet(paths)))
            paths = {**paths, SHEET: (whole, SHEET)}
        yield from super().post_process(paths, **options)


def one_sheet(paths: dict[str, Any]) -> str:
    """Return the site's sheet with what it imports in place, and without comments."""

    def source(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())

    whole = IMPORT.sub(lambda found: source(f"css/{found[1]}"), source(SHEET))
    return INDENT.sub("\n", COMMENT.sub("", whole)).strip() + "\n"
