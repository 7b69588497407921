"""The Chinese legal holidays, and what a schedule does on them."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "holiday.new_year": Text(zh="元旦", en="New Year"),
    "holiday.spring_festival": Text(zh="春节", en="Spring Festival"),
    "holiday.tomb_sweeping": Text(zh="清明节", en="Tomb-sweeping Day"),
    "holiday.labour_day": Text(zh="劳动节", en="Labour Day"),
    "holiday.dragon_boat": Text(zh="端午节", en="Dragon Boat Festival"),
    "holiday.mid_autumn": Text(zh="中秋节", en="Mid-autumn Festival"),
    "holiday.national_day": Text(zh="国庆节", en="National Day"),
    "holiday.victory_day": Text(zh="抗战胜利纪念日", en="Victory Day"),
    "holiday.day": Text(zh="{name} {first}", en="{name} {first}"),
    "holiday.days": Text(zh="{name} {first} 至 {last}", en="{name} {first} to {last}"),
    "holiday.skipped": Text(zh="跳过{days}", en="Skips {days}"),
    "holiday.kept": Text(zh="{days}，照常运行", en="Runs on {days} as well"),
    "holiday.provisional": Text(
        zh="{year} 年的放假安排还没公布，先按固定节日算",
        en="The holidays of {year} are not published yet; only the fixed ones are known",
    ),
    "label.holidays": Text(zh="节假日", en="Holidays"),
}
