# ruff: noqa: E501 - a pattern is easier to read on one line
"""Parts of the day without an hour: 早上, 傍晚, this evening, and words that are no clock time: 下班前, EOD."""

from bot.chat.language.clock_phrases import DayPart, Part, VagueTime
from bot.chat.language.phrases import Phrase, Rule, first_match
from bot.chat.language.spans import Found, pattern, span_of

PARTS = {
    "一早": Part.DAYBREAK, "大清早": Part.DAYBREAK, "凌晨": Part.SMALL_HOURS, "清晨": Part.DAYBREAK, "清早": Part.DAYBREAK, "一大早": Part.DAYBREAK,
    "大早上": Part.MORNING, "早上": Part.MORNING, "早晨": Part.MORNING, "早间": Part.MORNING,
    "上午": Part.MORNING, "早": Part.MORNING, "晨": Part.MORNING, "中午": Part.NOON, "正午": Part.NOON,
    "下午": Part.AFTERNOON, "午后": Part.AFTERNOON, "傍晚": Part.DUSK, "黄昏": Part.DUSK,
    "晚上": Part.EVENING, "晚间": Part.EVENING, "夜晚": Part.EVENING, "晚": Part.EVENING,
    "前半夜": Part.EVENING, "上半夜": Part.EVENING, "后半夜": Part.SMALL_HOURS, "下半夜": Part.SMALL_HOURS,
    "黎明": Part.DAYBREAK, "拂晓": Part.DAYBREAK, "晌午": Part.NOON, "午间": Part.NOON, "入夜": Part.EVENING, "夜里": Part.NIGHT, "夜间": Part.NIGHT, "深夜": Part.NIGHT, "半夜": Part.NIGHT, "大半夜": Part.NIGHT,
    "午夜": Part.MIDNIGHT,
    "morning": Part.MORNING, "mornings": Part.MORNING, "afternoon": Part.AFTERNOON,
    "afternoons": Part.AFTERNOON, "evening": Part.DUSK, "evenings": Part.DUSK,
    "night": Part.LATE, "nights": Part.LATE, "tonight": Part.LATE, "nightly": Part.LATE,
}  # fmt: skip

_HAN_PARTS = sorted((word for word in PARTS if not word.isascii()), key=len, reverse=True)
PART = "(?:" + "|".join(_HAN_PARTS) + ")"
_LONG_PART = "(?:" + "|".join(word for word in _HAN_PARTS if len(word) > 1) + ")"
PART_EN = r"(?:mornings?|afternoons?|evenings?|nights?)"


def part_at(text: str, place: int) -> Phrase | None:
    return first_match(_PART_RULES, text, place)


_SEVERAL: dict[str, tuple[Part, ...]] = {
    "早晚": (Part.MORNING, Part.EVENING),
    "早上和晚上": (Part.MORNING, Part.EVENING),
    "早中晚": (Part.MORNING, Part.NOON, Part.EVENING),
}


def _day_part(found: Found) -> Phrase | None:
    words = found["part"]
    return DayPart(_SEVERAL.get(words) or (PARTS[words],), span_of(found))


_PART_RULES: tuple[Rule, ...] = (
    (pattern(r"(?P<part>早中晚|早晚|早上和晚上)(?:各|都)?(?!高峰|饭|餐)"), _day_part),
    (
        pattern(
            rf"(?:的|在|每个?)?(?P<part>{_LONG_PART}(?![点饭好高茶报]|会[^议])|{PART}(?![饭餐报会安点读课班自高于间操跑茶好]))"
        ),
        _day_part,
    ),
    (
        pattern(r"first thing(?: in the (?P<part>morning))?\b"),
        lambda found: DayPart((Part.MORNING,), span_of(found)),
    ),
    (pattern(rf"(?:in the |at |each |every )?(?P<part>{PART_EN}|tonight)\b(?!-)"), _day_part),
    (
        pattern(
            r"(?:快?下班(?:之|以)?[前后时]?|(?:吃?(?:早|中|午|晚)?[饭餐]|睡觉?|起床|上班|放学|收盘|开盘|开会|散会|例会|会议|午休|站会|上课|下课|打烊|关门|到家|出门|回家|收工|开工|收市|开市)(?:之|以)?[前后]|"
            r"(?:at |by |before )?(?:the )?(?:eod|cob|end of (?:the )?(?:work(?:ing)? ?)?day|close of (?:business|play))\b(?:之?前)?|"
            r"(?:at |around |over )?(?:lunch ?time|dinner ?time|bed ?time|tea ?time|breakfast time|supper ?time)\b|(?:at|over|during) (?:lunch|dinner|breakfast|supper)\b|(?:in the |on )?(?:early|mid|late)(?: in the |[ -])(?:morning|afternoon|evening)s?\b|(?:early|late)(?= (?:on |in the )?(?:to(?:day|night|morrow)|tmrw|this|mon|tue|wed|thu|fri|sat|sun))|last thing(?: (?:at night|in the day))?\b|overnight\b(?! (?!remind|ping|check|post|send|run)\w)|(?:before|after) (?:bed|work|school|class|lunch|dinner|breakfast|(?:the )?(?:stand-?up|market (?:open|close)s?))\b|过一会儿?|待会儿?|一会儿?|等会儿?|"
            r"过几(?:天|分钟|小时|个小时|个?月)|几(?:天|分钟|个?小时|个?月)(?:以|之)?后|过(?:一?段|些)时间|过(?:阵|些)(?:子|日子|天)|(?:改天|回头|有空的?时候?)(?!提醒我[^一-鿿a-z]*$)|天亮(?:的?时候|后|前)?|"
            r"日出(?:时|后|前)?|日落(?:时|后|前)?|"
            r"later(?: today| on)?\b|in a (?:while|bit|few (?:minutes|hours|days|weeks|moments))\b|(?:at )?(?:the crack of )?(?:dawn|sunrise|sunset|daybreak)\b|"
            r"over the weekend\b|"
            r"when i(?:'m)? (?:get|leave|finish|arrive|am|come|go|done)\b[^,]{0,25}?(?=,| remind| ping| tell| nudge))"
        ),
        lambda found: VagueTime(span_of(found)),
    ),
    (
        pattern(
            r"时不时|隔三差五|每?隔一段时间|每隔几(?:天|分钟|个?小时|周|个?月)|(?:once )?(?:every (?:so often|now and (?:then|again)|once in a while|few (?:minutes|hours|days|weeks|months))|in a while|from time to time|now and then)\b"
        ),
        lambda found: VagueTime(span_of(found), recurs=True),
    ),
)
