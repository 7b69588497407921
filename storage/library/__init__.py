"""The templates that ship with the program: one file each, in both languages."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

from scheduler.model import Locale, TemplateId
from scheduler.templates import Template, TemplateState, Visibility
from storage.codec import TEMPLATE

PREFIX = "lib_"
"""Begins the ids of what ships; the rest is the name of its file."""

_ORDER = (
    "weekly_report",
    "data_digest",
    "news_digest",
    "standup_reminder",
    "code_review_digest",
    "service_check",
    "competitor_watch",
    "customer_feedback",
    "meeting_preparation",
    "deadline_countdown",
    "paper_digest",
    "oncall_handover",
    "expense_reminder",
    "anniversary",
)
"""As people see them: what most want comes first."""


class Library:
    """Immutable; read once when the program starts."""

    def __init__(self, shelves: Mapping[Locale, Sequence[Template]]) -> None:
        self._shelves = shelves
        self._by_id = {
            (template.id, locale): template for locale, templates in shelves.items() for template in templates
        }

    @classmethod
    def read(cls) -> "Library":
        texts = {name: _read(name) for name in _ORDER}
        return cls({locale: [_template(name, texts[name], locale) for name in _ORDER] for locale in Locale})

    def all(self, locale: Locale) -> Sequence[Template]:
        return self._shelves[locale]

    def get(self, template_id: TemplateId, locale: Locale) -> Template | None:
        return self._by_id.get((template_id, locale))


def _read(name: str) -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def _template(name: str, entry: Mapping[str, Mapping[str, object]], locale: Locale) -> Template:
    spec = TEMPLATE.load(json.dumps({**entry[locale.value], "locale": locale.value}))
    return Template(
        id=TemplateId(PREFIX + name),
        tenant=None,
        author=None,
        spec=spec,
        visibility=Visibility.TENANT,
        state=TemplateState.PUBLISHED,
    )
