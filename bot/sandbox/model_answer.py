"""What the stand-in model says: the same answer to the same prompt, which admits what it is."""

import hashlib
import json
import re

PIECE = 8
"""Characters that count as one token and stream as one chunk."""
QUOTED = 80
"""Characters of the prompt that the answer repeats."""

_CHINESE = re.compile(r"[一-鿿]")

_HABIT = re.compile(r"老样子|same as ever", re.IGNORECASE)  # what people say who mean Fridays at five
_CLAUSES = re.compile(r"[,，]")

_ZH = """我是沙箱里的**替身模型**，不会思考，只按提示词拼出这份固定的回答。

**收到的任务**：{quoted}

- 提示词共 {length} 个字符
- 编号 {number}，同样的提示词总是得到同样的回答
- 换成真正的模型后，这里会是真正的结果

参考链接： [示例资料 {number}](https://example.com/notes/{number})
"""

_EN = """I am the sandbox's **stand-in model**: I do not think, I only build this answer from the prompt.

**The task I was given**: {quoted}

- The prompt has {length} characters
- Number {number}: the same prompt always gets the same answer
- With a real model configured, the real result stands here

Reference: [Sample notes {number}](https://example.com/notes/{number})
"""


def stand_in_answer(prompt: str) -> str:
    """Return a few lines of Markdown, in Chinese for a prompt with Chinese in it, else in English."""
    template = _ZH if _CHINESE.search(prompt) else _EN
    number = hashlib.sha256(prompt.encode(errors="replace")).hexdigest()[:6]
    return template.format(quoted=_quote(prompt), length=len(prompt), number=number)


def stand_in_proposal(prompt: str) -> str:
    """Return, as JSON, what a message asks for: the stand-in knows one habit, and nothing else."""
    habit = _HABIT.search(prompt)
    schedule = (
        "" if habit is None else "每周五 17:00" if _CHINESE.search(habit[0]) else "every Friday at 17:00"
    )
    task = _CLAUSES.split(prompt)[-1].strip() if habit else ""
    proposal = {"asks": habit is not None, "schedule": schedule, "task": task}
    return json.dumps(proposal, ensure_ascii=False)


def pieces(text: str) -> list[str]:
    return [text[at : at + PIECE] for at in range(0, len(text), PIECE)]


def count_tokens(text: str) -> int:
    return -(-len(text) // PIECE)


def _quote(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= QUOTED else f"{line[:QUOTED]}…"
