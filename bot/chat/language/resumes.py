"""A pause that says when it is over by its own verb: 暂停日报，下周一恢复; pause it, resume on Monday."""

import re

_LONGEST = 120  # characters; more is no command
_IN_CHINESE = re.compile(
    r"(?P<pause>[^,，;；。]{1,60})[,，;；。 ]\s*(?P<when>[^,，;；。]{1,20}?)(?:再|就|自动|重新)*"
    r"(?:恢复|继续|打开|开启|启用|重启)(?:运行|执行|跑)?(?:吧|哈|就行|即可)?[。.!！]*"
)
_IN_ENGLISH = re.compile(
    r"(?P<pause>[^,;.]{1,60}?)(?:[,;.]|\s+and|\s+then|[,;]? and then)+\s+"
    r"(?:resume|restart|continue|start|turn|switch|unpause)(?: (?:it|them))?(?: (?:again|back on))?"
    r"(?: (?:on|at|from))? (?P<when>[^,;.]{2,30})[.!]*",
    re.IGNORECASE,
)


def until_resumed(text: str) -> str:
    """Return the pause with its end said as one: 暂停日报到下周一; "" for anything else."""
    text = text.strip()
    if len(text) > _LONGEST:
        return ""
    if found := _IN_CHINESE.fullmatch(text):
        return f"{found['pause']}到{found['when']}"
    if found := _IN_ENGLISH.fullmatch(text):
        return f"{found['pause']} until {found['when']}"
    return ""
