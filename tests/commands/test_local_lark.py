from pathlib import Path

from bot.commands.local_lark import LocalLark

LARK = LocalLark(
    "http://127.0.0.1:1", "cli_0123456789abcdef", "secret", "key", "token", "http://127.0.0.1:1/v1"
)


def test_the_demo_keeps_away_from_the_database_of_a_real_bot():
    environment = {"AIME_DATABASE_URL": "postgresql+psycopg://bot@db/aime", "AIME_DATA_DIR": "/var/lib/aime"}

    settings = LARK.settings(Path("demo"), environment)

    assert settings.database_url.get_secret_value() == ""
    assert settings.data_dir == Path("demo")


def test_the_demo_takes_a_real_model():
    settings = LARK.settings(
        Path("demo"), {"AIME_MODEL": "large", "AIME_MODEL_BASE_URL": "https://models.example"}
    )

    assert (settings.model, settings.model_base_url) == ("large", "https://models.example")
