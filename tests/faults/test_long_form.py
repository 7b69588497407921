"""The long form has every fault, says so on a page, and owns up to what did not hold."""

from pathlib import Path

import pytest

from tests.faults import __main__ as long_form
from tests.faults.form import Told

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "faults.md"


@pytest.mark.parametrize("name", long_form.NAMES)
def test_every_fault_is_a_file_and_is_explained(name):
    assert "async def measure(" in (HERE / f"{name}.py").read_text(encoding="utf-8")
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")


def test_an_unknown_fault_is_refused(capsys):
    with pytest.raises(SystemExit):
        long_form.main(["--only", "nonsense"])

    assert "nonsense" in capsys.readouterr().err


def test_what_exceeds_its_limit_is_told():
    told = Told({"p99_ms": 700, "longest_ms": 900}, at_most={"p99_ms": 500, "longest_ms": 3000})

    assert told.exceeded() == {"p99_ms": 500}
