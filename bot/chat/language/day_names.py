"""The names of weekdays and months, for every pattern that has them."""

HAN_WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
HAN_WEEKDAYS |= {str(number): number for number in range(1, 8)}
WEEK = r"(?:周|星期|礼拜)"
HAN_WEEKDAY = r"(?:[一二三四五六日天](?![点时刻次])|[1-7](?![\d:点时个刻]| ?[ap]\.?m))"
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|"
    r"sun(?:day)?)"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)


def weekday_of(word: str) -> int:
    """Return ISO's number of an English weekday, whatever its length."""
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(word[:3]) + 1


def month_of(word: str) -> int:
    return MONTHS.index(word[:3]) + 1
