"""Cut the site's typefaces from their packages: `make fonts`.

static/css/fonts.css says which files there are, and which letters and weights
each holds. They are cut from the packages that carry the whole typefaces, so
that a browser fetches only what a page needs. The licence is laid beside them.
Run it again when fonts.css asks for something else, or a package is new.
"""

import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

STATIC = Path(__file__).resolve().parent.parent / "static"
# Name in the files: package, and the file in it. Other axes than the weight stay as drawn.
FACES = {
    "literata": ("fontpkg_literata", "Literata[opsz,wght].ttf"),
    "source-sans-3": ("fontpkg_source_sans_3", "SourceSans3[wght].ttf"),
}
# No Python package carries these: they come from npm, whose program has to be there.
FROM_NPM = {
    "vazirmatn": (
        "@fontsource-variable/vazirmatn@5.3.0",
        "files/vazirmatn-arabic-wght-normal.woff2",
    ),
}
RULE = re.compile(
    r"font-weight: (?P<lightest>\d+) (?P<boldest>\d+);[^}]*"
    r'url\("\.\./fonts/(?P<file>(?P<face>[\w-]+?)-(?P<group>latin|latin-ext|cyrillic|arabic)\.woff2)"\)'
    r"[^}]*unicode-range: (?P<letters>[^;]+);"
)
# How letters stand together. Fractions, old figures and the like are not used.
FEATURES = [
    *("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "rlig", "rvrn"),
    *("init", "medi", "fina", "isol", "rclt"),
]


@dataclass(frozen=True)
class Cut:
    """What fonts.css says about one file."""

    file: str
    face: str
    weights: tuple[int, int]
    letters: str


def main() -> None:
    """Write every file, and say how large it is."""
    for wanted in cuts((STATIC / "css" / "fonts.css").read_text()):
        with tempfile.TemporaryDirectory() as unpacked:
            source, licence = whole(wanted.face, Path(unpacked))
            (STATIC / "fonts" / f"{wanted.face}.LICENSE").write_text(licence)
            target = STATIC / "fonts" / wanted.file
            cut(source, wanted).save(target)
        print(f"{target.name:<32}{target.stat().st_size / 1000:6.1f} kB")


def whole(face: str, folder: Path) -> tuple[Path, str]:
    """Return the file that holds a whole typeface, and its licence."""
    if face in FACES:
        package, source = FACES[face]
        place = Path(str(files(package)))
        return place / "files" / source, (place / "LICENSE").read_text()
    package, source = FROM_NPM[face]
    packing = ["npm", "pack", "--silent", "--pack-destination", str(folder), package]
    subprocess.run(packing, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / source, (folder / "package" / "LICENSE").read_text()


def cuts(sheet: str) -> list[Cut]:
    """Return the files that a style sheet asks for."""
    return [
        Cut(
            found["file"],
            found["face"],
            (int(found["lightest"]), int(found["boldest"])),
            found["letters"].replace(" ", ""),
        )
        for found in RULE.finditer(sheet)
    ]


def cut(source: Path, wanted: Cut) -> TTFont:
    """Return a typeface with some of its letters and weights only."""
    subsetter = Subsetter(Options(layout_features=FEATURES))
    subsetter.populate(unicodes=parse_unicodes(wanted.letters))
    font = TTFont(source, recalcTimestamp=False)
    subsetter.subset(font)
    others = [axis.axisTag for axis in font["fvar"].axes if axis.axisTag != "wght"]
    limits = {"wght": wanted.weights} | dict.fromkeys(others)
    font = instancer.instantiateVariableFont(font, limits)
    font.flavor = "woff2"
    return font


if __name__ == "__main__":
    main()
