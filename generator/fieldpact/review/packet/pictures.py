"""A picture of every screen in every language; taking them is the camera's work (preview/camera.py)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import field

from fieldapp.unchanging import unchanging
from fieldpact.review.packet.blocks import Block, Part, Section, Shot, Shots, counted, words


@unchanging
class Picture:
    """One screen. `screen` is home, list, detail or form; `title` is what it shows, `data` a picture as WebP."""

    language: str
    screen: str
    title: str
    person: str
    width: int
    height: int
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def says(self) -> str:
        """What a screen reader says in its place."""
        return f"{self.title}: the app’s {self.screen} screen in {self.language}, with invented data"


@unchanging
class Pictures:
    """`missing` says why there are none, or which could not be taken."""

    taken: Sequence[Picture] = ()
    missing: str = "Pictures were not asked for."


def section(pictures: Pictures) -> Section:
    languages = list(dict.fromkeys(picture.language for picture in pictures.taken))
    brief = f"{counted(len(pictures.taken), 'picture')}, {counted(len(languages), 'language')}"
    return Section("screens", "Screens", brief if languages else "no pictures", list(_blocks(pictures, languages)))


def _blocks(pictures: Pictures, languages: Sequence[str]) -> Iterator[Block]:
    if pictures.missing:
        yield words(pictures.missing, tone="warn")
    if languages:
        yield words("The app itself drew these, in a browser of a phone’s size, over records that were invented.")
    for language in languages:
        yield Part(f"In {language}")
        yield Shots([_shot(picture) for picture in pictures.taken if picture.language == language])


def _shot(picture: Picture) -> Shot:
    source = f"data:image/webp;base64,{base64.b64encode(picture.data).decode()}"
    by = f", as {picture.person}" if picture.person else ""
    caption = f"{picture.screen.capitalize()}: {picture.title}{by}"
    return Shot(source, picture.says, caption, picture.width, picture.height)
