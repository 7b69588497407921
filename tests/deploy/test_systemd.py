"""The units of systemd: well formed, and kept from all that the bot does not need."""

import subprocess
from configparser import RawConfigParser
from datetime import timedelta
from pathlib import Path

import pytest

from bot.__main__ import _parser
from bot.settings import Settings
from tests.deploy.tools import DEPLOY, SETTINGS, found, settings_in

UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
EXPOSURE = 15
"""In tenths, of 100; systemd calls up to 20 well protected."""

SERVING = [unit for unit in UNITS if unit.name != "aime-backup.service"]

every_unit = pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)


def service_of(unit: Path) -> RawConfigParser:
    parser = RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(unit)
    return parser


@every_unit
def test_systemd_finds_nothing_wrong(unit: Path, tmp_path: Path):
    """With a program that is there, because ours is installed by hand."""
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text().replace("/opt/aime/bin/aime", "/bin/true"))

    done = subprocess.run(
        [found("systemd-analyze"), "verify", "--man=no", copy], capture_output=True, text=True
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@every_unit
def test_it_is_well_protected(unit: Path, tmp_path: Path):
    copy = tmp_path / unit.name
    copy.write_text(unit.read_text())
    command = [
        found("systemd-analyze"),
        "security",
        "--offline=true",
        f"--threshold={EXPOSURE}",
        "--no-pager",
    ]

    done = subprocess.run([*command, copy.name], capture_output=True, text=True, cwd=tmp_path)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("unit", SERVING, ids=lambda unit: unit.name)
def test_it_starts_a_command_of_ours_that_may_take_its_time_to_stop(unit: Path):
    service = service_of(unit)["Service"]

    program, *words = service["ExecStart"].split()
    assert program == "/opt/aime/bin/aime"
    assert _parser().parse_args(words)
    assert timedelta(seconds=int(service["TimeoutStopSec"].removesuffix("s"))) > 2 * Settings.read({}).drain


@every_unit
def test_it_writes_where_it_may(unit: Path):
    service = service_of(unit)["Service"]

    assert service["Environment"] == f"AIME_DATA_DIR=/var/lib/{service['StateDirectory'].split()[0]}"
    assert settings_in(unit.read_text()) <= SETTINGS
    assert (service["UMask"], service["StateDirectoryMode"]) == ("0077", "0700")


def test_backups_are_made_where_they_may_be_written_and_looked_for_where_they_are_made(tmp_path: Path):
    service = service_of(DEPLOY / "systemd" / "aime-backup.service")["Service"]
    folder = f"/var/lib/{service['StateDirectory'].split()[1]}"

    assert f'aime db backup "{folder}/$$(date +%%F-%%H%%M%%S).backup"' in service["ExecStart"]
    assert service["ExecStartPost"] == f"/usr/bin/find {folder} -name *.backup -mtime +14 -delete"
    (timer := tmp_path / "aime-backup.timer").write_text((UNITS[0].parent / "aime-backup.timer").read_text())
    (tmp_path / "aime-backup.service").write_text("[Service]\nExecStart=/bin/true\n")
    done = subprocess.run([found("systemd-analyze"), "verify", timer], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_bot_and_worker_differ_in_nothing_but_what_they_are_for():
    bot, worker = (set(unit.read_text().splitlines()) for unit in sorted(SERVING))

    different = {line.split("=")[0] for line in bot ^ worker if not line.startswith("#")}
    assert different == {"Description", "ExecStart", "UnsetEnvironment"}
