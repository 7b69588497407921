# ruff: noqa: E501 - a pattern is easier to read on one line
"""A message with its wrapping off: whom it addresses, politeness, and what stands in quotes.

What is quoted, and the name of the task last talked about, is hidden from the patterns: in
“暂停通知” or "Stop-loss check" no verb is a command. Hiding keeps every place, so what was typed can
still be cut out.
"""

import re
from dataclasses import dataclass
from itertools import count

from bot.chat.language.spans import Found, pattern
from bot.chat.language.talk import POLITE_END
from bot.chat.language.text import Source

LONGEST = 160
"""Characters: a command is short; anything longer is talk."""

HIDDEN = "\ue000"  # a private character that no pattern names and every dot takes

_QUOTED = pattern(r"\"[^\"]{1,60}\"|《[^》]{1,60}》|(?<![^\s,:])'[^']{1,60}'(?![^\s,.!?])")
_ADDRESS = pattern(
    r"(?:@(?:[\w-]+(?: bot\b)?|[一-鿿]{0,6}(?:机器人|小?助手|助理))[ ,:]*|(?:aime|bot|机器人|小助手)(?: bot)?[ ,:]+)+"
)
_LEAD = pattern(
    r"(?:[\s,.!:~]|请(?:你|您)?|麻烦(?:你|您|帮我)?|劳驾|拜托(?:你)?|帮我|帮(?=把|给|忙)|帮忙|帮个忙,?|给我(?=[看列查停删暂恢改把])|替我|你?(?:能不能|可不可以|可以|可否|能否|能)(?:请你|请)?(?=帮|给|把|暂|停|删|恢|列|看|跑|运|改|取|执)|"
    r"那就?(?=把|先|请|给)|那(?=,)|我(?:想|要|想要)(?=看|查|暂|停|删|恢|改|取|把|编|修)|嗨|喂|哎|嘿|你好[,!]?|您好[,!]?|好的?[,!]|"
    r"(?:please|pls|plz|hey|hi|hello|ok|okay|so|and|now then|kindly|just|actually|oh|um|let's|lets)\b,? ?|(?:would|do) you mind |(?:can|could|would|will) (?:you|u|we)(?: please| pls| kindly)? |"
    r"i(?:'d| would) like (?:you )?to |i (?:want|need)(?: you)? to |go ahead and |can i (?:please )?(?=see|get|have)|let me (?=see|have|edit|change|move|rename|update|modify)|may i |(?:is|would) it (?:be )?(?:possible|ok(?:ay)?) (?:for you )?(?:to|if (?:you|we)) |i was wondering if (?:you|we) (?:can|could) |any chance (?:you|we) (?:can|could) |(?:maybe |perhaps )?(?:you|we) (?:could|can|should) (?=change|move|shift|make|set|push|rename|switch)|do me a favou?r(?: and)?,? |when you (?:get a chance|have a (?:sec|moment|minute)),? |for (?=(?:task|number|reminder|#) ?\d+,))*"
)
_POLITE = pattern(
    r"(?:[\s,.!;?~。…]+|(?<=.)(?:would you|will you|can you|could you|if you can|if possible|for me|one sec|when you can|(?<![a-z])(?:ok\??|okay|thx|ty|tks|thank u|tyvm|tho|though)|哈|嘛|呀|啊|吧|呗|啦|哟|哦|喽|嘞|行吗|好吗|可以吗|好么|行不|成吗|拜托了?|辛苦了?|来着|先谢了?|多谢))+$"
)


def wording(words: str) -> re.Pattern[str]:
    """Compile words in which the group `ref` may stand in several alternatives."""
    numbers = count()
    return pattern(re.sub(r"\(\?P<ref>", lambda _: f"(?P<ref{next(numbers)}>", words))


def ref_in(found: Found) -> tuple[int, int] | None:
    """Return the place of the group `ref` that was filled, if any was."""
    return next((found.span(name) for name, words in found.groupdict().items() if words), None)


@dataclass(frozen=True, slots=True)
class Utterance:
    """`text` is what the patterns read, from `begin` to `end`; places are those of `source`."""

    source: Source
    text: str
    begin: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.begin : self.end]

    def __bool__(self) -> bool:
        return self.source.is_whole and 0 < self.end - self.begin <= LONGEST

    def part(self, begin: int, end: int) -> "Utterance":
        """Return a part of it, loose commas and blanks off."""
        while begin < end and self.text[begin] in " ,;:":
            begin += 1
        while end > begin and self.text[end - 1] in " ,;.!":
            end -= 1
        return Utterance(self.source, self.text, begin, end)


def utterance_of(source: Source, title: str = "") -> Utterance:
    """Return the message without address and politeness; `title` is hidden as if it were quoted."""
    text = _hidden(source.text, title)
    address = _ADDRESS.match(text)
    begin = address.end() if address else 0
    lead = _LEAD.match(text, begin)
    begin = lead.end() if lead else begin
    return Utterance(source, text, begin, _end_of(text, begin))


def _hidden(text: str, title: str) -> str:
    found = [(match.start() + 1, match.end() - 1) for match in _QUOTED.finditer(text)]
    name = title.strip().lower()
    if len(name) > 1 and name in text:
        found.append((text.index(name), text.index(name) + len(name)))
    for start, end in found:
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text


def _end_of(text: str, begin: int) -> int:
    """Return where politeness at the end begins, taken off layer by layer."""
    end = len(text)
    for _ in range(4):
        polite = POLITE_END.search(text[:end], begin) or _POLITE.search(text[:end], begin)
        if polite is None or polite.start() <= begin:
            break
        end = polite.start()
    return end
