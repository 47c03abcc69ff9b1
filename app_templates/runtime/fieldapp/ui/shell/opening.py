"""The data is opened once, in a thread of its own; every page that comes meanwhile shows that the app is starting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import flet as ft

from fieldapp.app.definition import AppDef
from fieldapp.app.strings import runtime_text
from fieldapp.bundle import BundleRefused
from fieldapp.data.problem import DataProblem
from fieldapp.data.schema import is_behind
from fieldapp.ui.shell.dress import dress
from fieldapp.ui.shell.preferences import Preferences
from fieldapp.ui.shell.speech import language_of, spoken_of
from fieldapp.ui.shell.updates import Updates
from fieldapp.ui.views.refused import refused_view
from fieldapp.ui.views.start import StartView


class Opening:
    """Of the packaged `app` in `bundle`, over the data in `folder`. What opens it is told to `begin`."""

    def __init__(self, app: AppDef, bundle: Path, folder: Path) -> None:
        self._app, self._bundle, self._folder = app, bundle, folder
        self._opened: Future[Updates] | None = None

    @property
    def begun(self) -> bool:
        """Whether it is under way or done."""
        return self._opened is not None and not (self._opened.done() and self._opened.exception())

    def begin(self, work: Callable[[], Updates]) -> None:
        """Does the work in its thread, unless it is under way or done. One that has failed is tried again."""
        if not self.begun:
            worker = ThreadPoolExecutor(1, "opening")
            self._opened = worker.submit(work)
            worker.shutdown(wait=False)  # it ends with its work, which is never cut off in the middle

    async def on(self, page: ft.Page) -> Updates:
        """What `begin` opens, with the start screen on the page as long as it takes. Raises what the work raised."""
        if self._opened is None:
            raise RuntimeError("nothing was begun")
        if not self._opened.done():
            self._show(page)
        return await asyncio.wrap_future(self._opened)

    def _show(self, page: ft.Page) -> None:
        chosen = Preferences.load(self._folder)
        wanted = (chosen.language, language_of(page))
        language = next(filter(None, (spoken_of(self._app, tag) for tag in wanted)), self._app.languages[0])
        dress(page, self._app, language, chosen.theme)
        name = self._app.brand.logo
        picture = (self._bundle / name).read_bytes() if name else None
        page.render_views(StartView, self._app, language, picture, self._is_behind)

    def _is_behind(self) -> bool:
        return is_behind(self._folder, self._app.schema_version)


def refuse(page: ft.Page, why: BundleRefused | DataProblem) -> None:
    """The app can't be opened: the page says why, and that nothing was lost."""
    reason = why.reason if isinstance(why, BundleRefused) else runtime_text("en", why.key, **why.values)
    page.render_views(lambda: [refused_view(reason)])
