"""Requests whose schedule stands behind, in the midst, or after a clause that says why."""

import pytest

from bot.chat.language.meaning import Intent
from tests.chat.language.clocks import fires, said


@pytest.mark.parametrize(
    ("text", "when", "prompt"),
    [
        ("竞品店铺有没有改价帮我盯着，每两个小时看一眼", "04-22 16:05", "竞品店铺有没有改价盯着看一眼"),
        ("活动页的库存数帮我导一份，今晚12点", "04-23 00:00", "活动页的库存数导一份"),
        ("合同盖章还得跟进，每周一上午10点提醒我，一共4次", "04-27 10:00", "合同盖章还得跟进"),
        ("国内的销售日报发我一份，每天北京时间早上8点半", "04-23 08:30", "国内的销售日报发我一份"),
        ("对账脚本麻烦凌晨3点半跑一遍，每天都要", "04-23 03:30", "对账脚本跑一遍"),
        ("server 日志帮我 check 一下，每隔2小时", "04-22 16:05", "server 日志 check 一下"),
        ("We never remember bin day. Remind me Tuesdays 7pm", "04-28 19:00", "We never remember bin day"),
        (
            "I still need to book the train, so remind me next Monday at 9am",
            "04-27 09:00",
            "I still need to book the train",
        ),
    ],
)
def test_a_schedule_anywhere_is_found_and_the_rest_is_to_be_done(text, when, prompt):
    assert (fires(text, count=1), said(text).prompt, said(text).said) == (when, prompt, text)


def test_what_cannot_be_is_refused_there_too():
    assert said("接口状态每30秒帮我看一下").refusal


@pytest.mark.parametrize(
    "text",
    [
        "小明每天提醒我喝水",
        "老板叫我每周五下午5点发周报",
        "闹钟叫我每天早上7点起床",
        "财务每周五下午发到财务群",
        "脚本每小时跑一遍",
        "小王：明天9点提醒我开会",
        "能不能别每天提醒我",
        "各位同学，下周一上午9点全员大会，请提前十分钟入场",
        "tomorrow at 9 works for me",
        "send me the numbers by tomorrow",
        "not every Monday at 9 please",
        "give me a recipe for tonight",
        "remind me what EOD means",
    ],
)
def test_somebody_s_own_doing_is_no_request(text):
    assert said(text).intent is Intent.NONE
