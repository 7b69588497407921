"""`aime calendar`: what an admin loads is read line by line, or not at all."""

import asyncio
import os
import sys
from datetime import date

import pytest

from bot.commands.calendar import read_days
from scheduler.calendars import Holiday, Override
from scheduler.errors import PermanentError

LIST = """date,kind,name
# as published
2031-01-23,off,春节
2031-01-26,work,
2031-02-02,班,春节
2031-06-24, off, Company day
"""


@pytest.fixture
def days_in(tmp_path):
    def read(text):
        path = tmp_path / "days.csv"
        path.write_text(text, "utf-8")
        return list(read_days(path))

    return read


def test_days_are_read_in_either_language(days_in):
    assert days_in(LIST) == [
        Override(date(2031, 1, 23), False, Holiday.SPRING_FESTIVAL),
        Override(date(2031, 1, 26), True, ""),
        Override(date(2031, 2, 2), True, Holiday.SPRING_FESTIVAL),
        Override(date(2031, 6, 24), False, "Company day"),
    ]


def test_a_file_from_a_spreadsheet_is_read(days_in):
    assert days_in("\ufeff日期,类型,名称\r\n2031-10-01,休,国庆节\r\n")[0].name == Holiday.NATIONAL_DAY


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2031-02-30,off,春节", "line 1"),
        ("2031-02-03,off,春节\n2031-02-04,maybe,春节", "line 2"),
        ("2031-02-03", "line 1"),
        ("2031-02-03,off", "needs the name"),
        ("2031-02-03,off,春节\n2031-02-03,work,春节", "named before"),
        ("", "names no day"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_loaded(days_in, text, problem):
    with pytest.raises(PermanentError, match=problem):
        days_in(text)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(PermanentError, match="cannot be read"):
        read_days(tmp_path / "none.csv")


async def test_days_are_loaded_shown_and_forgotten(tmp_path):
    path = tmp_path / "days.csv"
    path.write_text(LIST, "utf-8")

    async def calendar(*words):
        environment = {"AIME_DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
        command = [sys.executable, "-m", "bot", "calendar", *words]
        process = await asyncio.create_subprocess_exec(
            *command, env=environment, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await process.communicate()
        return process.returncode, said.decode()

    assert "2031: 2 days off and 2 days worked" in (await calendar("load", str(path)))[1]
    assert "2031-01-23,off,spring_festival" in (await calendar("show"))[1]
    assert "Forgot 4 days of 2031" in (await calendar("clear", "2031"))[1]
    assert (await calendar("clear", "soon"))[0] == 2
