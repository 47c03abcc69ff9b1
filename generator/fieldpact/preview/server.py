"""The preview's web server: the page, its live state, and the app itself, all on one port and from no other host."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import flet_web.fastapi as flet_fastapi  # type: ignore[import-untyped]  # flet-web ships no types
import segno
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from watchfiles import awatch

from fieldapp.ui.theme import FONTS
from fieldpact.preview.phones import Phones
from fieldpact.preview.workspace import Workspace

PAGE = Path(__file__).parent / "page"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
Endpoint = Callable[[Request], Awaitable[Response]]
_POLICY = "default-src 'self'; frame-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"


class Preview:
    """One spec, its page and its phones. `phone_url` is the app's address for a real phone, or empty."""

    def __init__(self, workspace: Workspace, phone_host: str | None, port: int) -> None:
        self.workspace = workspace
        self.phones = Phones(workspace.data)
        # The address on the network can't be guessed; the page with the spec's text stays on this computer.
        self.app_path = f"/app-{secrets.token_urlsafe(9)}" if phone_host else "/app"
        self.phone_url = f"http://{phone_host}:{port}{self.app_path}/" if phone_host else ""
        self._changed = asyncio.Condition()

    def asgi(self) -> Starlette:
        app = flet_fastapi.app(self.phones.main, no_cdn=True, assets_dir=str(FONTS))
        return Starlette(
            routes=[
                Route("/", self._local(self._file("index.html"))),
                Route("/page/{name}", self._local(self._asset)),
                Route("/events", self._local(self._events)),
                Route("/choose", self._local(self._choose), methods=["POST"]),
                Route("/qr.svg", self._local(self._qr)),
                Mount(self.app_path, app),
            ],
            lifespan=self._lifespan,
        )

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await flet_fastapi.app_manager.start()
        await self._rebuild()
        watching = asyncio.create_task(self._watch())
        yield
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching
        await flet_fastapi.app_manager.shutdown()

    async def _watch(self) -> None:
        """Any change beside the spec counts: the spec, its data, its logo. A removed spec is a finding, too."""
        async for _ in awatch(self.workspace.spec.parent, debounce=120, step=40, recursive=True):
            await self._rebuild()

    async def _rebuild(self) -> None:
        fresh = await asyncio.to_thread(self.workspace.rebuild)
        if fresh and self.workspace.bundle is not None:
            self.phones.show(self.workspace.bundle)
        async with self._changed:
            self._changed.notify_all()

    def _state(self) -> str:
        state = self.workspace.shown()
        state["people"] = self.phones.people()
        return json.dumps({**state, "phone": self.phone_url, "app_path": f"{self.app_path}/"}, ensure_ascii=False)

    async def _events(self, request: Request) -> Response:
        async def stream() -> AsyncIterator[str]:
            while True:
                yield f"data: {self._state()}\n\n"
                async with self._changed:
                    await self._changed.wait()

        return StreamingResponse(stream(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def _choose(self, request: Request) -> Response:
        wanted = await request.json()
        language, theme, person = wanted.get("language"), wanted.get("theme"), wanted.get("person")
        self.phones.choose(
            language if isinstance(language, str) else None,
            theme if theme in ("light", "dark") else None,
            person if isinstance(person, str) else None,
        )
        return JSONResponse({})

    async def _qr(self, request: Request) -> Response:
        if not self.phone_url:
            return PlainTextResponse("start the preview with --phone", 404)
        out = io.BytesIO()
        segno.make(self.phone_url).save(out, kind="svg", scale=4, border=2, dark="#111", light="#fff")
        return Response(out.getvalue(), media_type="image/svg+xml")

    async def _asset(self, request: Request) -> Response:
        path = PAGE / request.path_params["name"]
        if path.parent != PAGE or path.suffix not in _TYPES or not path.is_file():
            return PlainTextResponse("not found", 404)
        return FileResponse(path, media_type=_TYPES[path.suffix])

    def _file(self, name: str) -> Endpoint:
        async def serve(request: Request) -> Response:
            return FileResponse(PAGE / name, headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"})

        return serve

    def _local(self, endpoint: Endpoint) -> Endpoint:
        """Only for this computer, and only under its own name: no other site can reach in by a name of its own."""

        async def guarded(request: Request) -> Response:
            here = request.client is not None and request.client.host in ("127.0.0.1", "::1")
            if not here or request.url.hostname not in ("127.0.0.1", "localhost", "::1"):
                return PlainTextResponse("this page is shown only on the computer that runs it", 403)
            return await endpoint(request)

        return guarded
