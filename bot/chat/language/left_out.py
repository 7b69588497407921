# ruff: noqa: E501 - a pattern is easier to read on one line
"""Days that a rule leaves out: 除了周末, 节假日除外, except holidays, not on Fridays."""

from bot.chat.language.cycles import weekdays_in
from bot.chat.language.day_names import HAN_WEEKDAY, WEEK, WEEKDAY
from bot.chat.language.phrases import Legal, Phrase, Rule, Without, first_match
from bot.chat.language.spans import Found, pattern, span_of


def left_out_at(text: str, place: int) -> Phrase | None:
    """Read which days are left out, or that the legal calendar counts."""
    return first_match(_RULES, text, place)


def _holidays(found: Found) -> Phrase:
    return Without(span_of(found), is_named="中国" in found.group() or "chin" in found.group())


def _weekend(found: Found) -> Phrase:
    return Without(span_of(found), (6, 7))


def _weekdays(found: Found) -> Phrase | None:
    return Without(span_of(found), weekdays_in(found["days"]))


def _legal(found: Found) -> Phrase:
    return Legal(span_of(found))


_HOLIDAYS = r"(?:(?:国家|中国)?的?法定|中国的?)?(?:的)?(?:节假日|假日|节日|假期|放假日?|法定假|长假)"
_UNSAID = r"(?:就|的话|可以)?(?:都|也)?(?:先)?(?:不用|不要|不必|不需要|不|别|免|停)(?:再)?(?:给我|给大家)?(?:发|提醒|跑|推送?|运行|执行|用|算|播报?|通知|响)(?:送|了|我|我们|大家)*"
_SKIP = r"(?:就|的话)?(?:都)?(?:不用|不要|不必|不|别|免|暂停)(?:发|提醒|跑|推送?|运行|执行|算|用|叫|播报?|通知|报)?(?:送|了|我)?"
_EN_HOLIDAYS = r"(?:the )?(?:(?:chinese|china) )?(?:public |legal |national |bank |statutory )?holidays"
_RULES: tuple[Rule, ...] = (
    (pattern(rf"(?:除了?|除去|不含|不包括|跳过|避开|排除){_HOLIDAYS}(?:以外|之外|外)?(?:的)?"), _holidays),
    (pattern(rf"(?:遇到?|逢|碰到){_HOLIDAYS}(?:时|就)?(?:跳过|顺延(?!到)|除外|不发|不提醒|不跑|不推送?|不用|不算|暂停|停)了?"), _holidays),
    (pattern(rf"{_HOLIDAYS}(?:除外|跳过|不含|不包括|免打扰|{_SKIP}|停发|停)"), _holidays),
    (pattern(r"(?:含|包括|算上|包含)(?:调休|补班)(?:日|的?工作日|上班)?(?:在内)?|(?:调休|补班)(?:日|上班|的?周末)?(?:也|都|照)(?:算|发|要|提醒|跑|推|上班)(?:在内)?|按法定(?:工作日|调休|节假日)|(?:by )?(?:the )?(?:chinese |china's )?(?:legal|statutory|state council) calendar\b"), _legal),
    (pattern(rf"除了?周末(?:以外|之外|外)?的?|(?:不含|不包括|排除|跳过|避开)(?:每个)?周末|周末(?:除外|跳过|{_UNSAID})"), _weekend),
    (pattern(rf"(?:除了?|不含|不包括|排除|跳过|避开)(?:每?(?:个)?{WEEK})(?P<days>{HAN_WEEKDAY}(?:[、和]?{WEEK}?{HAN_WEEKDAY})*)(?:以外|之外|外)?的?"), _weekdays),
    (pattern(rf"(?:每?(?:个)?{WEEK})(?P<days>{HAN_WEEKDAY}(?:[、和]?{WEEK}?{HAN_WEEKDAY})*)(?:除外|{_UNSAID})"), _weekdays),
    (pattern(rf"(?:,? ?(?:but )?(?:except(?: for| on)?|apart from|aside from|save for|bar(?:ring)?|minus|excluding|excl\.?|not on|skip(?:ping)?(?: on)?|no need (?:on|for|during)|(?:but )?never(?: on)?|(?:with )?no runs(?: on)?|no|without|but not on|other than|leave out|leaving out))(?: on| for)? {_EN_HOLIDAYS}\b"), _holidays),
    (pattern(rf"(?:with )?{_EN_HOLIDAYS} (?:are |being )?(?:excluded|excepted|off|aside|not included)\b|(?:unless|if|that's not|that is not|when)(?: it(?:'s| is))? ?(?:not )?(?:on )?an? (?:public |legal |national |bank )?holiday\b"), _holidays),
    (pattern(r"(?:but )?(?:except(?: for| on)?|apart from|aside from|save for|bar(?:ring)?|minus|excluding|not on|skip(?:ping)?|but not on) (?:the )?weekends?\b"), _weekend),
    (pattern(rf"(?:but )?(?:except(?: for| on)?|apart from|aside from|save for|bar(?:ring)?|minus|excluding|not on|skip(?:ping)?|but not(?: on)?|but|no) (?P<days>{WEEKDAY}s?(?:(?:,? and |, )(?:on )?{WEEKDAY}s?)*)\b"), _weekdays),
    (pattern(r"(?:(?:the )?(?:make-?up|compensatory) (?:work(?:ing)? ?)?(?:days|weekends|saturdays) (?:included|too|count(?: too)?)\b)|(?:counting |including |with )(?:the )?(?:make-?up|compensatory) (?:work(?:ing)? ?)?(?:days|weekends)\b"), _legal),
)  # fmt: skip
