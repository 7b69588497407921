"""Where Lark is."""

import pytest

from bot.lark import sdk
from bot.lark.domain import Credentials, address_of
from scheduler.errors import PermanentError


@pytest.mark.parametrize(
    ("domain", "address"),
    [
        ("feishu", "https://open.feishu.cn"),
        ("lark", "https://open.larksuite.com"),
        ("https://lark.example.com:8443/", "https://lark.example.com:8443"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("http://localhost:9000", "http://localhost:9000"),
        ("http://[::1]:9000", "http://[::1]:9000"),
        ("http://sandbox:8080", "http://sandbox:8080"),
    ],
)
def test_a_domain_is_a_known_name_or_an_address(domain, address):
    assert address_of(domain) == address


def test_the_known_names_are_the_sdks():
    assert (address_of("feishu"), address_of("lark")) == (sdk.FEISHU_DOMAIN, sdk.LARK_DOMAIN)


@pytest.mark.parametrize(
    "domain",
    [
        "",
        "feishu.cn",
        "ftp://127.0.0.1",
        "http://lark.example.com",
        "http://10.0.0.1",
        "https://me:pw@host",
        "https://host/path",
        "https://host?q=1",
        "http://",
        "https://[bad",
        "https://host:port",
    ],
)
def test_anything_else_is_refused_with_the_settings_name(domain):
    with pytest.raises(PermanentError, match="AIME_LARK_DOMAIN"):
        address_of(domain)


def test_credentials_do_not_show_their_secret():
    assert "s3cret" not in repr(Credentials("cli_1", "s3cret"))
