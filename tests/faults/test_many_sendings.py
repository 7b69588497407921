"""Lark answers in every wrong way there is; the long form is `make faults`."""

import pytest

from tests.faults.form import SHORT
from tests.faults.sending import refused


@pytest.mark.timeout(300)
async def test_many_cards_through_many_faults_are_each_there_once(lark, cast, tmp_path):
    told = await refused(lark, cast, SHORT, tmp_path)

    assert told.figures["occurrences"] == SHORT.sent_wrongly
