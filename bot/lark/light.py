"""Importing lark-oapi without its package files.

`import lark_oapi` runs package files that load 59 business domains: seconds, and 160 MiB. The packages on
the way to what is needed are therefore entered into `sys.modules` as bare folders, so that their own files
never run; the modules inside them are imported as they are. The two ways exclude each other in one process:
one that has imported `lark_oapi` in full is left alone, and finds the same modules.
"""

import importlib.machinery
import importlib.util
import sys
import types
from pathlib import Path

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
