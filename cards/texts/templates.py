"""Templates: their lists, cards and forms, and what can go wrong with them."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "cause.missing_value": Text(
        zh="内容里的占位符[ {names} ]没有值。修改任务，把它换成具体内容，或者用模板重新建一个",
        en="A placeholder has no value[: {names}]. Edit the task and write out what is meant there, or make "
        "it from its template again",
    ),
    "refused.unknown_placeholder": Text(
        zh="不认识占位符[ {name}]。[可以用的有：{known}。]要原样显示花括号，请写成四个。",
        en="There is no placeholder[ {name}].[ You can use: {known}.] For braces meant as such, write four.",
    ),
}
