"""What keeps the bot from starting is said in a line that helps, with an exit code that means something."""

import socket

from bot.commands.local_lark import LocalLark
from storage.database import FILE_NAME
from tests.journeys.stage import aime, serve_environment, serving


async def outcome(environment: dict[str, str]) -> tuple[int, str]:
    async with aime("serve", environment=environment) as process:
        return await process.ended()


def is_clear(said: str) -> bool:
    return "Traceback" not in said and len(said.strip().splitlines()) == 1


async def test_a_missing_setting_is_named(tmp_path):
    code, said = await outcome({"AIME_LARK_APP_ID": "cli_1234567890abcdef"})

    assert code == 2
    assert is_clear(said)
    assert "AIME_LARK_APP_SECRET" in said


async def test_callback_mode_names_both_keys_that_it_needs(lark: LocalLark, tmp_path):
    code, said = await outcome(serve_environment(lark, tmp_path, AIME_LARK_MODE="callback"))

    assert code == 2
    assert "AIME_LARK_ENCRYPT_KEY" in said
    assert "AIME_LARK_VERIFICATION_TOKEN" in said


async def test_a_misspelt_setting_is_named_with_the_right_spelling(lark: LocalLark, tmp_path):
    code, said = await outcome(serve_environment(lark, tmp_path, AIME_TIMEZON="Asia/Shanghai"))

    assert code == 2
    assert "did you mean AIME_TIMEZONE?" in said


async def test_an_unknown_zone_in_the_settings_is_refused(lark: LocalLark, tmp_path):
    code, said = await outcome(serve_environment(lark, tmp_path, AIME_TIMEZONE="Mars/Olympus"))

    assert code == 2
    assert "AIME_TIMEZONE" in said


async def test_a_wrong_secret_is_said_and_never_printed(lark: LocalLark, tmp_path):
    code, said = await outcome(serve_environment(lark, tmp_path, AIME_LARK_APP_SECRET="not-the-secret"))

    assert code == 1
    assert is_clear(said)
    assert "secret" in said.lower()
    assert "not-the-secret" not in said


async def test_a_database_file_that_is_none_is_said_with_its_place(lark: LocalLark, tmp_path):
    (tmp_path / FILE_NAME).write_text("this is no database " * 100)

    code, said = await outcome(serve_environment(lark, tmp_path))

    assert code == 1
    assert is_clear(said)
    assert FILE_NAME in said


async def test_a_data_folder_that_cannot_be_made_is_said(lark: LocalLark, tmp_path):
    (tmp_path / "file").write_text("in the way")

    code, said = await outcome(serve_environment(lark, tmp_path / "file" / "data"))

    assert code == 1
    assert is_clear(said)
    assert str(tmp_path / "file") in said


async def test_a_port_in_use_is_said_with_what_to_set(lark: LocalLark, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = await outcome(serve_environment(lark, tmp_path, AIME_HTTP_PORT=str(port)))

    assert code == 1
    assert "AIME_HTTP_PORT" in said
    assert str(port) in said


async def test_nothing_reachable_at_the_domain_is_said(lark: LocalLark, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    code, said = await outcome(serve_environment(lark, tmp_path, AIME_LARK_DOMAIN=f"http://127.0.0.1:{port}"))

    assert code == 1
    assert is_clear(said)
    assert f"127.0.0.1:{port}" in said


async def test_it_starts_stops_on_sigterm_and_starts_again(lark: LocalLark, tmp_path):
    for _ in range(2):
        async with serving(lark, tmp_path, is_fresh=True) as process:
            assert await process.stopped() == 0
