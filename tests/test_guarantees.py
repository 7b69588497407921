"""The page of guarantees names tests, and those tests exist."""

import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "guarantees.md"


def test_every_guarantee_names_tests_that_exist():
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text()))
    files = [file.read_text() for file in HERE.rglob("test_*.py")]
    written = {name for text in files for name in re.findall(r"def (test_\w+)", text)}

    assert len(named) > 50
    assert named - written == set()
