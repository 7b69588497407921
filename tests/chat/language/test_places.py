"""Where a task posts, when the sentence says so."""

import pytest

from bot.chat.language import read
from bot.chat.language.meaning import Place, PostTo
from scheduler.model import Locale
from tests.builders import NOW


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("在Launch crew群里每天9点提醒大家开会", PostTo(Place.NAMED_CHAT, "Launch crew群")),
        ("每天9点在产品群里提醒大家开会", PostTo(Place.NAMED_CHAT, "产品群")),
        ("每天9点发日报到销售日报群", PostTo(Place.NAMED_CHAT, "销售日报群")),
        (
            "every day at 9am post the digest to the Launch crew group",
            PostTo(Place.NAMED_CHAT, "Launch crew"),
        ),
        ("每天9点在本群提醒大家开会", PostTo(Place.THIS_CHAT)),
        ("每天9点总结昨天的销售数据，发到本群", PostTo(Place.THIS_CHAT)),
        ("每天9点提醒我看群里的消息", None),
        ("每天9点提醒我在客户群里回复消息", None),
        ("每天9点提醒我喝水", None),
        ("每天9点把昨天的数据发到“增长小组”", PostTo(Place.NAMED_CHAT, "增长小组")),
        ("每天9点拉一份清单发到「客服答疑群」", PostTo(Place.NAMED_CHAT, "客服答疑群")),
        ("每天18点整理缺货清单，发到新建的「双十一备货」群", PostTo(Place.NAMED_CHAT, "双十一备货")),
        ("每天9点在“运维”群提醒大家交周报", PostTo(Place.NAMED_CHAT, "运维")),
        ("每天9点在运维群总结昨天的告警", PostTo(Place.NAMED_CHAT, "运维群")),
        ("in the Ops group, remind everyone every day at 9 to submit it", PostTo(Place.NAMED_CHAT, "Ops")),
        (
            'every day at 9 in the group called "Launch crew" remind us to vote',
            PostTo(Place.NAMED_CHAT, "Launch crew"),
        ),
        (
            "every Friday at 5 in the Launch crew channel post the digest",
            PostTo(Place.NAMED_CHAT, "Launch crew"),
        ),
        ("every day at 9 in this group remind me to send it", PostTo(Place.THIS_CHAT)),
        ("日报每天9点发到本群", PostTo(Place.THIS_CHAT)),
        ("每天9点把周报发我邮箱", None),
        (
            "every day at 9 summarise bugs, post it to the group Launch crew",
            PostTo(Place.NAMED_CHAT, "Launch crew"),
        ),
        (
            "post the news to the channel called #launch every day at 9",
            PostTo(Place.NAMED_CHAT, "#launch"),
        ),
        ("post the bugs to the group every friday at 5", PostTo(Place.THIS_CHAT)),
    ],
)
def test_a_place_that_is_named_is_heard(text, place):
    assert read(text, NOW, "Asia/Shanghai", Locale.ZH).post_to == place
