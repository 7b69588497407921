"""Importing lark-oapi without its package files.

`import lark_oapi` runs package files that load 59 business domains: seconds, and 160 MiB. The packages on
the way to what is needed are therefore entered into `sys.modules` as bare folders, so that their own files
never run; the modules inside them are imported as they are. The two ways exclude each other in one process:
one that has imported `lark_oapi` in full is left alone, and finds the same modules.

What only the SDK's own calls need comes when one is made: ours go through `bot.lark.transport`.
"""

import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Packages whose `__init__` imports much more than we use; parents first.
_BARE = (
    "lark_oapi",
    "lark_oapi.api",
    "lark_oapi.api.contact",
    "lark_oapi.api.contact.v3",
    "lark_oapi.api.contact.v3.model",
    "lark_oapi.api.contact.v3.resource",
    "lark_oapi.api.im",
    "lark_oapi.api.im.v1",
    "lark_oapi.api.im.v1.model",
    "lark_oapi.api.im.v1.resource",
    "lark_oapi.event",
    "lark_oapi.event.callback",
    "lark_oapi.event.callback.model",
    "lark_oapi.ws",
)

_HTTP = ("httpx", "requests", "requests_toolbelt")


def open_light() -> bool:
    """Make the SDK's modules importable one by one; False, changing nothing, when it was imported before."""
    if "lark_oapi" in sys.modules:
        return False
    spec = importlib.util.find_spec("lark_oapi")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("lark-oapi is not installed", name="lark_oapi")
    site = Path(spec.origin).parent.parent
    for name in _BARE:
        _enter(name, site.joinpath(*name.split(".")))
    return True


def _enter(name: str, folder: Path) -> None:
    spec = importlib.machinery.ModuleSpec(name, None, is_package=True)
    spec.submodule_search_locations = [str(folder)]
    package = types.ModuleType(name)
    package.__spec__ = spec
    package.__path__ = [str(folder)]
    sys.modules[name] = package
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, package)


@contextmanager
def without_http() -> Iterator[None]:
    """Import modules of the SDK without its HTTP clients: they come when one of its own calls is made."""
    late = {name: _Late(name) for name in _HTTP if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name in late:
            del sys.modules[name]  # others find the real one, as these do from now on


class _Late(types.ModuleType):
    class MultipartEncoder:
        """Imported by name, to tell bodies apart. Blocking uploads alone make one, and do not work here."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)
