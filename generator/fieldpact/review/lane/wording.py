"""Whether a text may change without anybody looking: what a reader of the new one could take it for.

Objections are sentences that name the words. Nothing here understands language; it knows what is safe to leave alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from fieldpact.govern.lanes import Wording
from fieldpact.govern.lexicon import words

_FIGURES = re.compile(r"\d+")
_SIGNS = frozenset("%‰€$£¥<>=≤≥±°#&+*/\\")
_ADDRESS = re.compile(r"://|www\.|@|\b[\w-]+\.(?=[^\W\d_]{2,})\w", re.IGNORECASE)
_MARKUP = re.compile(r"[{}<>\[\]`|$^~]")
_HELD = re.compile(r"\{\w*\}")
_MIXED = re.compile(r"[^\W_]*(?:[^\W\d_]\d|\d[^\W\d_])[^\W_]*")
_SPACED = re.compile(r"(?:(?<=\W)|^)[^\W\d_](?:[\s.·_-]+[^\W\d_](?=\W|$|_)){2,}")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
_STRETCH = "\u0640"
"""Arabic's stroke that only makes a word longer."""
_STEM, _STEM_SQUASHED, _ENDING, _SLIP, _FRONT = 4, 6, 2, 6, 3
_LONGEST, _GROWTH = 240, 60


def objections(old: str, new: str, language: str, wording: Wording | None) -> Iterator[str]:
    """Why the text can't go from `old` ("" where it is new) to `new` by itself; nothing where it can."""
    if wording is None:
        yield f"nobody has listed the words of “{language}” yet"
        return
    if not any(letter.isalnum() for letter in new):
        yield "it says nothing any more"
    if unseen := sorted(
        {f"U+{ord(c):04X}" for c in new if (unicodedata.category(c) in _UNSEEN or c == _STRETCH) and c not in old}
    ):
        yield f"it holds characters that nobody sees ({', '.join(unseen)})"
    if foreign := sorted(_scripts(new) - _scripts(old) - {wording.script, "LATIN"}):
        yield f"letters of another script ({', '.join(name.title() for name in foreign)})"
    elif mixed := next((word for word in re.findall(r"\w+", new) if len(_scripts(word)) > 1 and word not in old), None):
        yield f"“{mixed}” mixes letters of several scripts"
    if _figures(old) != _figures(new):
        yield "its figures or signs differ"
    if found := _ADDRESS.search(new):
        yield f"it names an address (“{found[0]}”)"
    if sorted(_HELD.findall(old)) != sorted(_HELD.findall(new)):
        yield "what stands in it in braces differs"
    elif found := _MARKUP.search(_HELD.sub("", new)):
        yield f"“{found[0]}” has no place in a text for people"
    if (found := _SPACED.search(new)) and found[0] not in old:
        yield f"“{found[0].strip()}” is spelt out letter by letter"
    elif (found := _MIXED.search(new)) and found[0] not in old:
        yield f"“{found[0]}” mixes letters and digits"
    if len(new) > max(_LONGEST, len(old) + _GROWTH):
        yield "it is much longer than a label"
    yield from _words(old, new, wording)


def near(old: str, new: str, context: Iterable[str], wording: Wording) -> bool:
    """Whether one text is plainly the other one: all of its words are still there, mended at most.

    What is new in it is said by its context, the texts around it, or is an article.
    """
    left = list(words(_folded(new)))
    filler = {_folded(word) for word in wording.filler}
    for word in words(_folded(old)):
        kept = next((each for each in left if _same_word(word, each, _STEM)), None)
        if kept is not None:
            left.remove(kept)
        elif word not in filler:
            return False
    known = {word for text in context for word in words(_folded(text))}
    return all(word in filler or any(_same_word(each, word, _STEM - 1) for each in known) for word in left)


def _same_word(one: str, other: str, stem: int) -> bool:
    """The same, with another ending, or with one slip of the pen where a word is long enough to be told by the rest."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(long) - len(short) <= _ENDING and (len(short) >= stem or short == long):
        return True
    if len(short) < _SLIP or one[0] != other[0] or len(long) - len(short) > 1:
        return False
    start = next((n for n in range(len(short)) if short[n] != long[n]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    return swapped or (len(short) >= _SLIP + 2 and short[start + 1 :] == long[start + 1 :])


def alike(one: str, other: str) -> bool:
    """Whether two texts read the same to somebody in a hurry."""
    return words(_folded(one)) == words(_folded(other))


def _words(old: str, new: str, wording: Wording) -> Iterator[str]:
    before, after = _hits(old, wording), _hits(new, wording)
    for phrase, meaning in after.items():
        if meaning == "people" and phrase not in before:
            yield f"“{phrase}” is a word about people, or one to be careful with"
    turning = {phrase for phrase, meaning in (before.items() ^ after.items()) if meaning == "turning"}
    for phrase in sorted(turning):
        yield f"the meaning turns on “{phrase}”, which {'is new' if phrase in after else 'is gone'}"
    hidden = _squashed(new)
    known = [_squashed(phrase) for phrase in after]
    for stem in (stem for stem, meaning in _stems(wording) if meaning == "people" and len(stem) >= _STEM_SQUASHED):
        if stem in hidden and stem not in _squashed(old) and not any(stem in phrase for phrase in known):
            yield f"“{stem}” stands in it, in pieces"
            return
    if wording.compounds and (found := _ending(new, wording)) is not None and _ending(old, wording) is None:
        yield f"“{found}” ends like a word about people"


def foreign_words(old: str, new: str, wording: Wording) -> Iterator[str]:
    """Words about people in another language than the text is in; short ones mean something else there too often."""
    before = _hits(old, wording)
    for phrase, meaning in _hits(new, wording).items():
        if meaning == "people" and len(phrase) >= _STEM_SQUASHED and phrase not in before:
            yield f"“{phrase}” is a word about people in another language"


def _ending(text: str, wording: Wording) -> str | None:
    """A word made of several whose last one is about people."""
    stems = {stem for stem, meaning in _stems(wording) if meaning == "people" and len(stem) >= _STEM}
    for word in words(unicodedata.normalize("NFKC", text)):
        for stem in stems:
            at = word.find(stem, _FRONT)
            if at > 0 and len(word) - at - len(stem) <= _ENDING:
                return word
    return None


def _hits(text: str, wording: Wording) -> dict[str, str]:
    """Phrases that stand in a text, as written and with every letter at its plainest."""
    found: dict[str, str] = {}
    for reading in (unicodedata.normalize("NFKC", text), _folded(text)):
        found |= dict(wording.phrases.find(words(reading)))
    return found


def _stems(wording: Wording) -> Iterable[tuple[str, str]]:
    yield from wording.phrases.by_stem
    for phrases in wording.phrases.by_first.values():
        yield from (("".join(parts), meaning) for parts, meaning in phrases)


def _folded(text: str) -> str:
    """Letters at their plainest: no accents, no full-width forms, no case."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()


def _squashed(text: str) -> str:
    return "".join(c for c in _folded(text) if c.isalpha())


def _figures(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text)
    return Counter([*_FIGURES.findall(plain), *(c for c in plain if c in _SIGNS)])


def _scripts(text: str) -> set[str]:
    """LATIN, CYRILLIC, ARABIC … of its letters."""
    return {unicodedata.name(c, "UNKNOWN").split(" ")[0] for c in unicodedata.normalize("NFKC", text) if c.isalpha()}
