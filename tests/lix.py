"""LIX, the Swedish measure of how hard a text is to read: below 30 easy, 40 a newspaper."""

import re

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:](?=\s|$)")
LONG = 6


def lix(text: str) -> float:
    """Return words per sentence plus the percentage of words with more than six letters."""
    words = WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(SENTENCE_END.findall(text)))
    long_words = sum(len(word) > LONG for word in words)
    return len(words) / sentences + 100 * long_words / len(words)
