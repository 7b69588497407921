"""How a task gets its name."""

import pytest

from bot.chat.drafting import title_for, title_of
from bot.chat.language import read
from scheduler.model import Locale
from tests.builders import NOW


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("summarise the news, briefly", "Summarise the news"),
        ("iOS release notes", "iOS release notes"),
        ("总结昨天的新闻，三句话", "总结昨天的新闻"),
        ("", ""),
    ],
)
def test_a_name_is_the_first_clause_with_a_capital(said, name):
    assert title_of(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("每天9点总结昨天的销售数据发到本群", "总结昨天的销售数据"),
        ("每天9点发日报到产品群", "发日报"),
        ("每天9点把日报发到产品群", "日报"),
        ("每周五17点总结到达率并发到产品群", "总结到达率"),
        ("every day at 9am post the digest in this group", "Post the digest"),
        ("每天9点总结发到产品群的反馈", "总结发到产品群的反馈"),
        ("每天9点提醒我把材料带到销售群", "把材料带到销售群"),
    ],
)
def test_where_it_posts_is_no_part_of_the_name(said, name):
    assert title_for(read(said, NOW, "Asia/Shanghai", Locale.ZH)) == name
