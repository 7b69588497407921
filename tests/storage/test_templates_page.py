"""The page about templates tells what ships and what can stand in braces."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.model import AgentPrompt, Locale
from scheduler.placeholders import braced, computed_names, filled
from scheduler.templates import CHOICES_AT_MOST, PARAMETERS_AT_MOST, TEMPLATES_PER_AUTHOR
from storage.library import Library

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text()
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROWS = {cells[0]: cells for cells in (re.split(r" *\| *", line.strip("| ")) for line in PAGE.splitlines())}
LIBRARY = Library.read()
BOTH = list(zip(LIBRARY.all(Locale.EN), LIBRARY.all(Locale.ZH), strict=True))
NAMES = list(zip(computed_names(Locale.EN), computed_names(Locale.ZH), strict=True))


@pytest.mark.parametrize(("english", "chinese"), BOTH, ids=[one.id for one, _ in BOTH])
def test_each_template_that_ships_is_told(english, chinese):
    spec = english.spec
    asks = "yes" if isinstance(spec.action, AgentPrompt) else "no"

    assert ROWS[spec.title] == [spec.title, chinese.spec.title, asks, spec.schedule]


@pytest.mark.parametrize(("english", "chinese"), NAMES)
def test_each_date_is_told_with_what_it_becomes(english, chinese):
    become = filled(braced(english), {}, MONDAY, Locale.EN)

    assert ROWS[f"`{braced(english)}`"] == [f"`{braced(english)}`", f"`{braced(chinese)}`", become]


def test_the_limits_are_those_of_the_program():
    assert (TEMPLATES_PER_AUTHOR, CHOICES_AT_MOST, PARAMETERS_AT_MOST) == (50, 20, 6)
    assert "| 50, without" in PAGE
    assert "| 20, of" in PAGE
    assert "At most six questions" in PAGE
