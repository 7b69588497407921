"""What a task's results shall be like from now on: 以后短一点, make it shorter from now on."""

from bot.chat.language.changes import text_in
from bot.chat.language.edit_patterns import LASTING, LASTING_END, STYLE, STYLE_EN
from bot.chat.language.edits import Edit
from bot.chat.language.meaning import Changes
from bot.chat.language.references import Referred
from bot.chat.language.utterance import Utterance


def style_of(said: Utterance) -> Edit | None:
    """Return the lasting wish that the whole message is, or None."""
    front = LASTING.match(said.text, said.begin, said.end)
    back = LASTING_END.search(said.text[: said.end], said.begin)
    if front is None and back is None:
        return None
    wish = said.part(front.end() if front else said.begin, back.start() if back else said.end)
    if not (STYLE.match(wish.words) or STYLE_EN.match(wish.words)):
        return None
    return Edit(Referred(), Changes(add_to_prompt=text_in(wish)), lasting=True)
