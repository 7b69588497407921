"""What only opens a message, and turns no talk into a request: 嗯，… 好的，… well, … lol …"""

from bot.chat.language.spans import pattern

_OPENS = pattern(
    r"(?:(?:[嗯啊哦噢呃额唉哎嘿哇]+|哈{2,}|嘿{2,}|呵{2,}|(?:好|行)(?:的|吧|啊|呀)?(?=[,.!~])|"
    r"(?:ok|okay|well|oh|ah|um+|hm+|yes|yeah|yep|lol|lmao|haha\w*|actually|anyway)\b)[ ,.!~…]*|其实,?)+(?=.)"
)


def past_interjections(text: str, begin: int = 0) -> int:
    """Return where a folded text begins to say something."""
    found = _OPENS.match(text, begin)
    return found.end() if found else begin
