"""The links in an answer, collected as artifacts."""

import re

from scheduler.model import Artifact, ArtifactKind

_MARKDOWN_LINK = re.compile(r"\[(?P<name>[^\]\n]{1,200})\]\((?P<address>https?://[^\s()<>]+)\)")
_BARE_LINK = re.compile(r"(?<![A-Za-z0-9\](])https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%\[\]-]+[A-Za-z0-9/_=&%#-]")

LINKS_AT_MOST = 20


def links_in(text: str) -> tuple[Artifact, ...]:
    """Return each address once, in order, under the name the text gives it; at most `LINKS_AT_MOST`."""
    named = {match["address"]: match["name"] for match in _MARKDOWN_LINK.finditer(text)}
    rest = _MARKDOWN_LINK.sub(" ", text)
    found = named | {address: address for address in _BARE_LINK.findall(rest) if address not in named}
    return tuple(
        Artifact(ArtifactKind.LINK, name, address) for address, name in list(found.items())[:LINKS_AT_MOST]
    )
