"""The chat page's files, and the rules every answer to a browser keeps."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

PAGE = Path(__file__).parent / "page"
STATIC = Path(__file__).parent.parent / "static"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; "
    "style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
"""Every kind of file that is served; others are not found."""
PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_Next = Callable[[web.Request], Awaitable[web.StreamResponse]]


def routes() -> list[web.RouteDef]:
    return [
        web.get("/", _index),
        web.get("/favicon.ico", _favicon),
        web.get("/page/{path:.+}", _files_of(PAGE)),
        web.get("/static/{path:.+}", _files_of(STATIC)),
    ]


@web.middleware
async def only_local(request: web.Request, handler: _Next) -> web.StreamResponse:
    """Refuse page and control calls under a foreign host name, and from foreign pages.

    A web page elsewhere could otherwise rebind its name to this machine and act as anybody here.
    """
    if request.path.startswith("/_sandbox") and not _is_trusted(request):
        raise web.HTTPForbidden(text='{"error": "only for this machine"}', content_type="application/json")
    return await handler(request)


def is_loopback(host: str) -> bool:
    """True for this machine's names and addresses, with or without a port."""
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _is_trusted(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    return is_loopback(request.host) and not foreign


async def _index(_: web.Request) -> web.StreamResponse:
    return _file(PAGE / "index.html")


async def _favicon(_: web.Request) -> web.StreamResponse:
    icon = PAGE / "favicon.svg"
    if icon.is_file():
        return _file(icon)
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=PAGE_HEADERS)


def _files_of(folder: Path) -> _Next:
    root = folder.resolve()

    async def serve(request: web.Request) -> web.StreamResponse:
        return _file(_inside(root, request.match_info["path"]))

    return serve


def _inside(folder: Path, name: str) -> Path:
    if "\0" in name:
        raise web.HTTPNotFound
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise web.HTTPNotFound
    return path


def _file(path: Path) -> web.StreamResponse:
    content_type = CONTENT_TYPES.get(path.suffix)
    if content_type is None or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={**PAGE_HEADERS, "Content-Type": content_type})
