"""Links that open a place in the Lark client."""

from urllib.parse import urlencode

from scheduler.model import ChatId

_HOSTS = {"lark": "https://applink.larksuite.com"}
_HOST = "https://applink.feishu.cn"


class AppLinks:
    def __init__(self, domain: str) -> None:
        """`domain` is the setting: `feishu`, `lark`, or an address whose clients are taken for Feishu's."""
        self._host = _HOSTS.get(domain, _HOST)

    def message(self, chat_id: ChatId, thread_id: str | None) -> str:
        """Return a link to a thread, else to its chat: a message by itself has no link."""
        if thread_id is None:
            return f"{self._host}/client/chat/open?{urlencode({'openChatId': chat_id})}"
        place = {"open_chat_id": chat_id, "open_thread_id": thread_id}
        # Clients before 7.x know these names only.
        former = {"openchatid": chat_id, "openthreadid": thread_id}
        return f"{self._host}/client/thread/open?{urlencode(place | former)}"
