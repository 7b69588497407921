"""The measurements run and print JSON. How long anything takes is nobody's business here."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.benchmarks.__main__ import NAMES, main
from tests.benchmarks.delivery import Case, measured
from tests.benchmarks.delivery_bound import bucket_s, window_s
from tests.benchmarks.figures import Baseline, Figure, percentile
from tests.benchmarks.growth import BEGIN, END, Grown, picture, table, with_table
from tests.benchmarks.plot import HEIGHT, WIDTH


def test_a_quick_measurement_prints_one_json_document(capsys):
    assert main(["--quick", "--only", "triggers"]) == 0

    document = json.loads(capsys.readouterr().out)
    figures = {figure["name"]: figure for figure in document["measurements"]}
    assert figures["next_fire_time_cron_daily"]["ratio"] > 0
    assert document["quick"]


def test_an_unknown_measurement_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["--only", "nonsense"])

    assert "nonsense" in capsys.readouterr().err


def test_every_measurement_is_a_file_and_is_explained():
    here = Path(__file__).parent
    docs = here.parents[1] / "docs"
    pages = [docs / "measurements.md", docs / "performance.md"]
    explained = "".join(page.read_text(encoding="utf-8") for page in pages)

    for name in NAMES:
        assert (here / f"{name}.py").is_file()
        assert f"`{name}`" in explained


async def test_nine_o_clock_is_played_to_its_end_without_a_refusal():
    last, delays = [figure.to_json() for figure in await measured(Case("sqlite", 3, 3))]

    assert last["facts"]["refused_for_the_rate"] == 0
    assert last["facts"]["calls"]["im.message.create"] == delays["samples"] == 3


@pytest.mark.parametrize(
    ("calls", "seconds"), [(0, 0), (50, 0), (51, 1), (1000, 19), (1001, 60), (10_000, 559)]
)
def test_no_second_and_no_minute_of_the_bound_holds_more_than_lark_takes(calls, seconds):
    assert window_s(calls) == seconds >= bucket_s(calls)


def test_a_figure_shows_its_spread_and_compares_medians():
    figure = Figure("wait", "ms", [4.0, 1.0, 40.0], Baseline("nothing", [2.0, 2.0, 3.0])).to_json()

    assert (figure["min"], figure["p50"], figure["p99"], figure["max"]) == (1.0, 4.0, 40.0, 40.0)
    assert figure["ratio"] == 2.0


def test_a_baseline_of_nothing_makes_no_ratio():
    assert Figure("wait", "s", [1.0], Baseline("at once", [0.0])).to_json()["ratio"] is None


def test_the_table_of_growth_takes_its_place_on_the_page():
    grown = [Grown(1_000, 50, 1_000, 60, 600, 20), Grown(1_000_000, 60, 1_200, 80, 640, 30)]
    page = f"before\n{BEGIN}\nan old one\n{END}\nafter\n"

    again = with_table(with_table(page, table(grown)), table(grown))

    assert "| 1,000,000 | 60 ms | 1,200 ms | 20.0 | 80 ms | 640 ms | 8.0 | 30 ms |" in again.splitlines()
    assert "an old one" not in again
    assert again.startswith("before\n")
    assert again.endswith("\nafter\n")


def test_growth_is_drawn_inside_its_picture():
    drawn = ET.fromstring(picture([Grown(1_000, 50, 9_000, 60, 600, 2), Grown(10_000, 5, 9, 8, 60, 3)]))

    dots = drawn.findall("{*}circle")
    assert len(dots) == 2 * len(drawn.findall("{*}polyline")) == 10
    assert all(0 < float(dot.get("cx")) < WIDTH and 0 < float(dot.get("cy")) < HEIGHT for dot in dots)


def test_a_percentile_is_a_value_that_was_measured():
    hundred = [float(value) for value in range(1, 101)]

    assert [percentile(hundred, share) for share in (0.5, 0.99, 1)] == [50, 99, 100]
