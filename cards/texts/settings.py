"""What the bot goes by with one person: language and zone."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "settings.title": Text(zh="你的设置", en="Your settings"),
    "settings.language": Text(zh="语言", en="Language"),
    "settings.zone": Text(zh="时区", en="Time zone"),
    "settings.chosen": Text(zh="{language}，你选的", en="{language}, as you chose"),
    "settings.as_written": Text(zh="{language}，按你写的语言", en="{language}, following what you write"),
    "settings.own_zone": Text(zh="{zone}", en="{zone}"),
    "settings.default_zone": Text(
        zh="{zone}（默认，飞书没有告诉我你的时区）", en="{zone} (the default: Lark does not tell me yours)"
    ),
    "settings.how": Text(
        zh="直接说“说英文”“我的时区改成纽约”“晚上10点到早上8点别打扰”就能改。已有任务的语言和时区不变。",
        en='Say "speak Chinese", "set my timezone to Berlin" or "quiet hours 22 to 8" to change them. '
        "Existing tasks keep their language and zone.",
    ),
    "press.language": Text(zh="以后我说中文。", en="I will speak English from now on."),
}
