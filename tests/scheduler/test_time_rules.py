import re
from pathlib import Path

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "docs" / "time-rules.md"


def test_every_rule_of_time_names_a_test_that_exists():
    named = set(re.findall(r"`(test_\w+)`", RULES.read_text()))
    written = {
        name for file in HERE.glob("test_*.py") for name in re.findall(r"def (test_\w+)", file.read_text())
    }

    assert len(named) > 30
    assert named <= written
