"""Files and images: upload, download, and what is attached to a message."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.helpers import content_disposition_header

from bot.sandbox import console
from bot.sandbox.api.routes import Answer, Call, Route
from bot.sandbox.console import AppConsole
from bot.sandbox.errors import Code, LarkError
from bot.sandbox.ids import new_file_key, new_image_key
from bot.sandbox.images import check_image
from bot.sandbox.records import FileType, Message, MessageType, Sender, SenderType, StoredFile
from bot.sandbox.tenant import Tenant

MB = 1024 * 1024
FILE_LIMIT, IMAGE_LIMIT = 30 * MB, 10 * MB
UPLOADABLE = frozenset(FileType) - {FileType.IMAGE}
CHUNK = 256 * 1024
Form = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class MediaApi:
    tenant: Tenant
    console: AppConsole

    def routes(self) -> list[Route]:
        base = "/open-apis/im/v1"
        resource = f"{base}/messages/{{message_id}}/resources/{{file_key}}"
        return [
            Route("POST", f"{base}/files", self.upload_file, console.UPLOAD),
            Route("GET", f"{base}/files/{{file_key}}", self.download_file, console.UPLOAD),
            Route("POST", f"{base}/images", self.upload_image, console.UPLOAD),
            Route("GET", f"{base}/images/{{image_key}}", self.download_image, console.UPLOAD),
            Route("GET", resource, self.resource, console.READ),
        ]

    async def upload_file(self, call: Call) -> Answer:
        self.console.check_bot(Code.FILE_BOT_ABILITY_OFF)
        form = await _form(call.request)
        file_type = _file_type(_text(form, "file_type"))
        name = _text(form, "file_name")
        _check_duration(form)
        data = _data(form, "file", FILE_LIMIT)
        file = StoredFile(new_file_key(), file_type, name, "application/octet-stream", data, self._bot)
        self.tenant.put_file(file)
        return {"file_key": file.key}

    async def upload_image(self, call: Call) -> Answer:
        self.console.check_bot(Code.FILE_BOT_ABILITY_OFF)
        form = await _form(call.request)
        if _text(form, "image_type") not in ("message", "avatar"):
            raise LarkError(Code.BAD_UPLOAD, "image_type")
        data = _data(form, "image", IMAGE_LIMIT)
        kind = check_image(data)
        key = new_image_key()
        name = f"{key}.{kind.name}"
        self.tenant.put_file(StoredFile(key, FileType.IMAGE, name, kind.content_type, data, self._bot))
        return {"image_key": key}

    async def download_file(self, call: Call) -> Answer:
        return self._own(call.path("file_key"), is_image=False)

    async def download_image(self, call: Call) -> Answer:
        return self._own(call.path("image_key"), is_image=True)

    async def resource(self, call: Call) -> Answer:
        kind = call.request.query.get("type")
        if kind not in ("image", "file"):
            raise LarkError(Code.BAD_UPLOAD, "type must be image or file")
        message = self._message(call.path("message_id"))
        file = self.tenant.file(call.path("file_key"))
        if file is None or file.key not in message.content:
            raise LarkError(Code.FILE_NOT_IN_MESSAGE)
        if (file.type is FileType.IMAGE) is not (kind == "image"):
            raise LarkError(Code.BAD_UPLOAD, "type does not fit the file")
        return _download(file)

    def _own(self, key: str, *, is_image: bool) -> web.Response:
        """Return a file the app uploaded itself; others' come through their message."""
        file = self.tenant.file(key)
        if file is None or (file.type is FileType.IMAGE) is not is_image:
            raise LarkError(Code.BAD_UPLOAD, "no such key")
        if file.owner.type is not SenderType.APP:
            raise LarkError(Code.NOT_YOUR_FILE)
        return _download(file)

    def _message(self, message_id: str) -> Message:
        message = self.tenant.message(message_id)
        if message is None:
            raise LarkError(Code.BAD_UPLOAD, "message_id")
        if message.recalled:
            raise LarkError(Code.MESSAGE_DELETED)
        if message.msg_type is MessageType.INTERACTIVE:
            raise LarkError(Code.RESOURCE_OF_CARD)
        chat = self.tenant.chat(message.chat_id)
        if chat is None or not chat.bot_member:
            raise LarkError(Code.APP_NOT_IN_CHAT)
        return message

    @property
    def _bot(self) -> Sender:
        return Sender(self.console.app.app_id, SenderType.APP)


async def _form(request: web.Request) -> Form:
    """Return the fields' bytes. A file needs no file name of its own: not every SDK gives one."""
    if request.content_type != "multipart/form-data":
        raise LarkError(Code.BAD_UPLOAD, "the body must be multipart/form-data")
    try:
        reader = await request.multipart()
        return {part.name or "": await _bytes(part) async for part in _parts(reader)}
    except ValueError as error:
        raise LarkError(Code.BAD_UPLOAD, "the body is no valid multipart/form-data") from error


async def _parts(reader: MultipartReader) -> AsyncIterator[BodyPartReader]:
    async for part in reader:
        if isinstance(part, BodyPartReader):
            yield part


async def _bytes(part: BodyPartReader) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk(CHUNK):
        data += chunk
        if len(data) > FILE_LIMIT:
            raise LarkError(Code.FILE_TOO_LARGE)
    return bytes(data)


def _text(form: Form, name: str) -> str:
    value = form.get(name, b"").decode(errors="replace")
    if not value:
        raise LarkError(Code.BAD_UPLOAD, name)
    return value


def _check_duration(form: Form) -> None:
    """Refuse a `duration` (milliseconds, for sound and film) that is no number; SDKs send it empty."""
    duration = form.get("duration", b"").decode(errors="replace")
    if duration and not duration.isdecimal():
        raise LarkError(Code.BAD_UPLOAD, "duration")


def _file_type(name: str) -> FileType:
    if name not in UPLOADABLE:
        raise LarkError(Code.BAD_UPLOAD, "file_type")
    return FileType(name)


def _data(form: Form, name: str, limit: int) -> bytes:
    data = form.get(name)
    if data is None:
        raise LarkError(Code.BAD_UPLOAD, name)
    if not data:
        raise LarkError(Code.FILE_EMPTY)
    if len(data) > limit:
        raise LarkError(Code.FILE_TOO_LARGE)
    return data


def _download(file: StoredFile) -> web.Response:
    headers = {
        "Content-Type": file.content_type,
        "Content-Disposition": content_disposition_header("attachment", filename=file.name),
    }
    return web.Response(body=file.data, headers=headers)
