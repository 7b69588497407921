"""What a message says, as one plain text: placeholders of mentions replaced, rich text flattened."""

import re
from collections.abc import Mapping, Sequence

from pydantic_core import from_json

# Lark: `@_user_1` stands for the first entry of `mentions`; `@_all` for everyone.
_PLACEHOLDER = re.compile(r"@_(?:user_\d+|all)(?![0-9A-Za-z_])")
_BLANKS = re.compile(r" {2,}")
EVERYONE = "@_all"
_EVERYONE_SHOWN = "@all"


class ContentError(ValueError):
    """The content of a message is not what its type promises."""


def raw_text(message_type: str, content: str) -> str:
    """Return the text with its placeholders; "" for what has none (an image, a file, a card)."""
    if message_type == "text":
        text = _object(content).get("text")
        if not isinstance(text, str):
            raise ContentError("a text message without a text")
        return text
    return _post_text(_object(content)) if message_type == "post" else ""


def clean_text(raw: str, shown: Mapping[str, str]) -> str:
    """Replace every placeholder by its entry of `shown`; an empty entry takes the blank beside it along."""
    replaced = _PLACEHOLDER.sub(lambda found: _shown(found.group(), shown), raw)
    lines = replaced.replace("\u00a0", " ").splitlines()
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in lines).strip()


def mentions_everyone(raw: str) -> bool:
    return any(found.group() == EVERYONE for found in _PLACEHOLDER.finditer(raw))


def _shown(placeholder: str, shown: Mapping[str, str]) -> str:
    if placeholder == EVERYONE:
        return _EVERYONE_SHOWN
    return shown.get(placeholder, placeholder)


def _object(content: str) -> Mapping[str, object]:
    try:
        value = from_json(content)
    except ValueError as error:
        raise ContentError("the content of a message is not JSON") from error
    if not isinstance(value, dict):
        raise ContentError("the content of a message is not an object")
    return value


def _post_text(post: Mapping[str, object]) -> str:
    if "content" not in post:  # wrapped in a language, as posts are sent
        post = next((inner for inner in post.values() if isinstance(inner, dict)), {})
    paragraphs = post.get("content")
    lines = [str(post.get("title") or "")]
    if isinstance(paragraphs, list):
        lines += [_paragraph(paragraph) for paragraph in paragraphs if isinstance(paragraph, list)]
    return "\n".join(lines).strip()


def _paragraph(elements: Sequence[object]) -> str:
    return "".join(_element(element) for element in elements if isinstance(element, dict))


def _element(element: Mapping[str, object]) -> str:
    match element.get("tag"):
        case "at":
            return _mention(str(element.get("user_id") or ""), str(element.get("user_name") or ""))
        case "a":
            return str(element.get("text") or element.get("href") or "")
        case "text" | "md" | "code_block":
            return str(element.get("text") or "")
        case _:  # images, emotions, rules: nothing to read
            return ""


def _mention(user_id: str, name: str) -> str:
    if user_id in {"all", EVERYONE}:
        return EVERYONE
    return user_id if _PLACEHOLDER.fullmatch(user_id) else f"@{name}"
