"""What the `content` of a message must look like, for each kind of message.

Pure. `content` is always JSON inside a string; what does not fit is refused with Lark's codes.
"""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ports import JsonObject
from bot.sandbox.records import FileType, MessageType

KB = 1024
# Lark: text 150 KB, rich text 30 KB. Cards have a check of their own.
SIZE_LIMITS = {MessageType.TEXT: 150 * KB, MessageType.POST: 30 * KB}
SENDABLE_FILES = {
    MessageType.AUDIO: frozenset({FileType.OPUS}),
    MessageType.MEDIA: frozenset({FileType.MP4}),
    MessageType.FILE: frozenset({FileType.PDF, FileType.DOC, FileType.XLS, FileType.PPT, FileType.STREAM}),
}
"""What a file may have been uploaded as, to be sent as a message of this type (else 230055)."""
POST_LOCALES = frozenset(
    {"zh_cn", "en_us", "ja_jp", "zh_hk", "zh_tw", "ko_kr", "fr_fr", "de_de", "es_es", "it_it"}
)
AT = re.compile(r"<at user_id=\"([^\"]*)\">([^<]*)</at>")
"""How a text message names a person; `all` stands for everyone."""


class _Content(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)


class _Text(_Content):
    text: str = Field(min_length=1)


class _Image(_Content):
    image_key: str = Field(min_length=1)


class _File(_Content):
    file_key: str = Field(min_length=1)
    file_name: str | None = None


class _Audio(_Content):
    file_key: str = Field(min_length=1)
    duration: int | None = None


class _Media(_Content):
    file_key: str = Field(min_length=1)
    image_key: str | None = None
    file_name: str | None = None
    duration: int | None = None


class _Sticker(_Content):
    file_key: str = Field(min_length=1)


class _ShareChat(_Content):
    chat_id: str = Field(min_length=1)


class _ShareUser(_Content):
    user_id: str = Field(min_length=1)


class _PostText(_Content):
    tag: Literal["text"]
    text: str
    un_escape: bool | None = None
    style: list[str] | None = None


class _PostLink(_Content):
    tag: Literal["a"]
    text: str
    href: str
    style: list[str] | None = None


class _PostAt(_Content):
    tag: Literal["at"]
    user_id: str
    user_name: str | None = None
    style: list[str] | None = None


class _PostImage(_Content):
    tag: Literal["img"]
    image_key: str = Field(min_length=1)
    width: int | None = None
    height: int | None = None


class _PostMedia(_Content):
    tag: Literal["media"]
    file_key: str = Field(min_length=1)
    image_key: str | None = None


class _PostEmotion(_Content):
    tag: Literal["emotion"]
    emoji_type: str


class _PostRule(_Content):
    tag: Literal["hr"]


class _PostCode(_Content):
    tag: Literal["code_block"]
    text: str
    language: str | None = None


class _PostMarkdown(_Content):
    tag: Literal["md"]
    text: str


_PostNode = Annotated[
    _PostText
    | _PostLink
    | _PostAt
    | _PostImage
    | _PostMedia
    | _PostEmotion
    | _PostRule
    | _PostCode
    | _PostMarkdown,
    Field(discriminator="tag"),
]


class _Post(_Content):
    title: str = ""
    content: list[list[_PostNode]]


_MODELS: dict[MessageType, type[_Content]] = {
    MessageType.TEXT: _Text,
    MessageType.IMAGE: _Image,
    MessageType.FILE: _File,
    MessageType.AUDIO: _Audio,
    MessageType.MEDIA: _Media,
    MessageType.STICKER: _Sticker,
    MessageType.SHARE_CHAT: _ShareChat,
    MessageType.SHARE_USER: _ShareUser,
}
_POST: TypeAdapter[dict[str, _Post]] = TypeAdapter(dict[str, _Post])


def check_content(msg_type: MessageType, content: str) -> JsonObject:
    """Return the parsed content of anything but a card, or refuse its size (230025) or shape (230001)."""
    check_size(msg_type, content)
    parsed = _parse(content)
    try:
        _check_shape(msg_type, parsed)
    except ValidationError as error:
        raise _bad(_first_problem(error)) from error
    return parsed


def check_size(msg_type: MessageType, content: str) -> None:
    limit = SIZE_LIMITS.get(msg_type)
    if limit is not None and len(content.encode(errors="surrogatepass")) > limit:
        raise LarkError(Code.TOO_LONG)


def mentioned_ids(msg_type: MessageType, parsed: JsonObject) -> Iterator[str]:
    """Yield the ids named by at-mentions in a text or rich text, in order, `all` included."""
    if msg_type is MessageType.TEXT:
        yield from (found.group(1) for found in AT.finditer(parsed["text"]))
    if msg_type is MessageType.POST:
        yield from (node["user_id"] for node in post_nodes(parsed) if node["tag"] == "at")


def post_nodes(parsed: JsonObject) -> Iterator[JsonObject]:
    """Yield the nodes of a rich text as sent, language by language."""
    for post in parsed.values():
        for paragraph in post["content"]:
            yield from paragraph


def _parse(content: str) -> dict[str, Any]:
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _bad("content is not a string in json format") from error
    if not isinstance(parsed, dict):
        raise _bad("content must be a json object")
    return parsed


def _check_shape(msg_type: MessageType, parsed: dict[str, Any]) -> None:
    if msg_type is MessageType.POST:
        _check_post(parsed)
    else:
        _MODELS[msg_type].model_validate(parsed)


def _check_post(parsed: dict[str, Any]) -> None:
    if not parsed or not POST_LOCALES.issuperset(parsed):
        raise _bad("post content must be wrapped in a language such as zh_cn")
    for post in _POST.validate_python(parsed).values():
        for paragraph in post.content:
            if len(paragraph) > 1 and any(node.tag == "md" for node in paragraph):
                raise _bad("a md tag must be alone in its paragraph")


def _first_problem(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])


def _bad(reason: str) -> LarkError:
    return LarkError(Code.BAD_PARAMETER, reason)
