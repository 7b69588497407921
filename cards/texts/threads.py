"""What is said in the thread of a run."""

from typing import Final

from cards.texts.text import Text, Texts

TEXTS: Final[Texts] = {
    "reply.after": Text(zh="接着 {when} 的运行[ · {name}]", en="About the run of {when}[ · {name}]"),
    "reply.below": Text(zh="回答较长，全文在下面。", en="The answer is long; all of it is below."),
    "reply.summary": Text(zh="{title}：{state}", en="{title}: {state}"),
    "refused.nothing_to_ask": Text(
        zh="这个任务只发固定文字，没有 AI 可以回答。想改内容，直接说“改成……”。",
        en='This task posts a fixed text, so there is no AI to answer. To change it, say "change it to …".',
    ),
    "refused.run_unfinished": Text(
        zh="这次运行还没有结果。等它完成后再问，或者点卡片上的按钮。",
        en="This run has no result yet. Ask again when it is done, or use the buttons on its card.",
    ),
}
