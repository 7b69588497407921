"""What kind of image some bytes are, and how large. Looks at the first bytes only."""

from dataclasses import dataclass

from bot.sandbox.errors import Code, LarkError


@dataclass(frozen=True, slots=True)
class ImageKind:
    name: str
    content_type: str


_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ImageKind("png", "image/png")),
    (b"\xff\xd8\xff", ImageKind("jpg", "image/jpeg")),
    (b"GIF87a", ImageKind("gif", "image/gif")),
    (b"GIF89a", ImageKind("gif", "image/gif")),
    (b"BM", ImageKind("bmp", "image/bmp")),
    (b"\x00\x00\x01\x00", ImageKind("ico", "image/x-icon")),
    (b"II*\x00", ImageKind("tiff", "image/tiff")),
    (b"MM\x00*", ImageKind("tiff", "image/tiff")),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1"})
# Lark: pixels on one side.
GIF_SIDE, IMAGE_SIDE = 2000, 12000


def check_image(data: bytes) -> ImageKind:
    """Return the kind of image, or refuse what is none (234011) or too wide or high (234039)."""
    kind = image_kind(data)
    if kind is None:
        raise LarkError(Code.BAD_IMAGE)
    limit = GIF_SIDE if kind.name == "gif" else IMAGE_SIDE
    if max(_sides(kind, data)) > limit:
        raise LarkError(Code.IMAGE_TOO_WIDE)
    return kind


def image_kind(data: bytes) -> ImageKind | None:
    """Return what kind of image this is, None for none that Lark knows."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ImageKind("webp", "image/webp")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return ImageKind("heic", "image/heic")
    return None


def _sides(kind: ImageKind, data: bytes) -> tuple[int, int]:
    """Return width and height where the header tells them plainly, else zeros."""
    match kind.name:
        case "png":
            return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
        case "gif":
            return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
        case _:
            return 0, 0
