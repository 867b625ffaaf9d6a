"""How hard a text is to read: LIX, the Swedish measure, and the length of its sentences.

LIX is the average number of words in a sentence plus the share of words with more than six
letters, in per cent. Below 30 is easy, 40 a newspaper, 50 an authority.

What is measured is plain text with every heading, paragraph and list item on a line of its own;
`plain` makes it of rich text. Four things would flatter a text, and do not:

- A heading or another label is no sentence, so it shortens no average. Its words are read all
  the same, so long ones count.
- A list item of some length is a sentence, with or without a full stop.
- A number is read with its sentence, but is no short word.
- The full stop of an abbreviation ends nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

HIGHEST_LIX = {"service": 35, "editorial": 40}
"""What Swedish texts are held to: questions, tasks and the interface, and other pages."""
WORDS_IN_A_SENTENCE = 15
"""What Swedish and English texts are held to, on average."""

LONG = 6
# What has no full stop and so few words is a heading or a label, not a sentence.
LABEL = 5

BLOCK = re.compile(r"</?(?:p|h\d|li|ul|ol|dl|dt|dd|div|br|hr|blockquote|t[rdh])\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\b[\w.-]+\.(?:se|com|org|eu)\b(?:/\S*)?")
ABBREVIATION = re.compile(
    r"\b(?:t\.ex|bl\.a|d\.v\.s|dvs|m\.m|m\.fl|o\.s\.v|osv|s\.k|f\.d|e\.d|fr\.o\.m|t\.o\.m|f\.m|e\.m"
    r"|ca|kl|nr|st|tel|max|min|resp|etc|e\.g|i\.e|a\.m|p\.m|mr|mrs|dr)\."
)
END = re.compile(r"[.!?…]+[\"”’»)\]]*(?:$|\s+(?![a-zåäö]))|:(?:$|\s+(?=[A-ZÅÄÖ]))")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
NUMBER = re.compile(r"\d+(?:[   .,:–/-]?\d+)*")


@dataclass(frozen=True, slots=True)
class Measure:
    """What was counted in a text; measures of several texts can be added."""

    words: int = 0
    long_words: int = 0
    sentences: int = 0
    read: int = 0
    """Words and numbers that stand in sentences."""
    longest: int = 0
    """Words and numbers of the longest sentence."""

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.words + other.words,
            self.long_words + other.long_words,
            self.sentences + other.sentences,
            self.read + other.read,
            max(self.longest, other.longest),
        )

    @property
    def sentence_length(self) -> float:
        """Words in a sentence, on average."""
        return self.read / self.sentences if self.sentences else 0.0

    @property
    def lix(self) -> float:
        """Words in a sentence plus the share of long words."""
        share = 100 * self.long_words / self.words if self.words else 0.0
        return self.sentence_length + share


def measure(text: str) -> Measure:
    """Return what is counted in a plain text."""
    clean = ABBREVIATION.sub(_without_stops, ADDRESS.sub("", text))
    words = WORD.findall(clean)
    lengths = [_length(sentence) for sentence in _sentences(clean)]
    return Measure(
        words=len(words),
        long_words=sum(_letters(word) > LONG for word in words),
        sentences=len(lengths),
        read=sum(lengths),
        longest=max(lengths, default=0),
    )


def together(texts: Iterable[str]) -> Measure:
    """Return the measure of several texts as of one."""
    return sum(map(measure, texts), Measure())


def plain(html: str) -> str:
    """Return rich text as plain text, each heading, paragraph and item on its own line."""
    lines = TAG.sub("", BLOCK.sub("\n", " ".join(html.split()))).splitlines()
    return "\n".join(unescape(line).strip() for line in lines if line.strip())


def _without_stops(abbreviation: re.Match[str]) -> str:
    return abbreviation[0].replace(".", "")


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        start = 0
        for end in END.finditer(line.strip()):
            yield line.strip()[start : end.end()]
            start = end.end()
        rest = line.strip()[start:]
        if len(WORD.findall(rest)) > LABEL:
            yield rest


def _length(sentence: str) -> int:
    return len(WORD.findall(sentence)) + len(NUMBER.findall(sentence))


def _letters(word: str) -> int:
    return sum(letter.isalpha() for letter in word)
