"""Cards as the bot posts them: confirm, task, run, list, welcome."""

from tests.browser.gallery_blocks import HR, Element, button, callback, card, facts, row, text

CONFIRM = card(
    "新建定时任务",
    "orange",
    "待确认",
    [
        {"tag": "markdown", "content": "每个工作日 **09:00**（北京时间）总结昨天的销售数据，发到本群。"},
        *facts(
            ("接下来", "明天 周二 3月5日 09:00\n周三 3月6日 09:00 · 周四 3月7日 09:00"),
            ("发到", "销售日报群"),
            ("频率", "每月约 22 次，遇法定节假日照常 <text_tag color='neutral'>默认</text_tag>"),
            ("你说的", "“每个工作日早上9点总结昨天的销售数据，发到本群”"),
        ),
        HR,
        row(
            button("save", "保存", type="primary_filled"),
            button("edit", "修改"),
            button("try_once", "先试跑一次"),
            button("cancel", "取消", type="text"),
        ),
        {
            "tag": "markdown",
            "content": "<font color='grey'>由 张三 发起 · 30 分钟内有效</font>",
            "text_size": "notation",
        },
    ],
)

TASK = card(
    "📊 销售日报",
    "green",
    "已开启",
    [
        {"tag": "markdown", "content": "每个工作日 09:00"},
        *facts(
            ("下次", "明天 周二 3月5日 09:00"),
            ("上次", "今天 09:00 成功 · 42 秒 · 结果已送达"),
            ("发到", "销售日报群"),
            ("负责人", "<at id=ou_zhang></at>"),
        ),
        HR,
        row(
            button("run", "立即运行", type="primary_filled"),
            button("pause", "暂停"),
            button(
                "delete",
                "删除",
                type="danger_text",
                confirm={
                    "title": text("删除这个任务？"),
                    "text": text("历史记录会保留 30 天，之后无法恢复。"),
                },
            ),
            {
                "tag": "overflow",
                "element_id": "more",
                "options": [
                    {"text": text("查看历史"), "value": "history"},
                    {"text": text("复制为新任务"), "value": "clone"},
                    {"text": text("移交负责人"), "value": "transfer"},
                ],
                "behaviors": callback(op="more"),
            },
        ),
    ],
    subtitle="每个工作日 09:00 · 下次 明天 周二 3月5日 09:00",
)

RUNNING = card(
    "📊 销售日报",
    "blue",
    "运行中 00:32",
    [
        {
            "tag": "markdown",
            "icon": {"tag": "standard_icon", "token": "loading_outlined", "color": "blue"},
            "content": "正在汇总昨日数据",
        },
        {"tag": "markdown", "content": "● 读取数据　● 分析　<font color='grey'>○ 成文　○ 发送</font>"},
        row(button("cancel_run", "取消运行")),
    ],
    subtitle="手动触发：李四 · 09:00:01",
)

COMPLETED = card(
    "📊 销售日报",
    "green",
    "已完成 · 1 分 12 秒",
    [
        {
            "tag": "markdown",
            "content": "昨日成交额 **128 万**，同比 <font color='green'>+6%</font>，华东领先。",
        },
        {
            "tag": "collapsible_panel",
            "element_id": "full",
            "expanded": False,
            "header": {"title": {"tag": "plain_text", "content": "展开全文"}},
            "elements": [{"tag": "markdown", "content": "- 华东 58 万\n- 华南 41 万\n- 其他 29 万"}],
        },
        HR,
        row(button("again", "再跑一次", type="primary"), button("edit_task", "修改任务")),
    ],
)

FAILED = card(
    "📰 Paper digest",
    "red",
    "Failed",
    [
        {"tag": "markdown", "content": "The model answered **HTTP 503** three times; nothing was posted."},
        *facts(("Tried", "3 times in 4 m 10 s"), ("Next", "Mon, Mar 11 10:00")),
        HR,
        row(
            button("retry", "Retry", type="primary_filled"),
            button("edit_failed", "Edit task"),
            button("pause_failed", "Pause"),
        ),
    ],
)


def list_row(number: int, name: str, when: str, upcoming: str, mark: str) -> Element:
    return {
        "tag": "column_set",
        "flex_mode": "none",
        "horizontal_spacing": "8px",
        "columns": [
            {
                "tag": "column",
                "width": "weighted",
                "weight": 5,
                "vertical_align": "center",
                "vertical_spacing": "0px",
                "elements": [
                    {
                        "tag": "markdown",
                        "content": f"<number_tag background_color='grey'>{number}</number_tag> **{name}**",
                    },
                    {
                        "tag": "div",
                        "text": {
                            **text(f"{when} · {upcoming} {mark}"),
                            "text_size": "notation",
                            "text_color": "grey",
                        },
                    },
                ],
            },
            {
                "tag": "column",
                "width": "auto",
                "direction": "horizontal",
                "horizontal_spacing": "4px",
                "vertical_align": "center",
                "elements": [
                    button(f"run_{number}", "运行", size="small"),
                    button(f"pause_{number}", "暂停", size="small"),
                ],
            },
        ],
    }


LIST = card(
    "我的定时任务",
    "wathet",
    "5 个 · 4 个开启",
    [
        list_row(1, "📊 销售日报", "每个工作日 09:00", "明天 09:00", "✓"),
        list_row(
            2, "📰 一个名字特别特别长的论文摘要任务用来看看会不会撑破布局…", "每周一 10:00", "周一 10:00", "✗"
        ),
        {"tag": "markdown", "content": "<font color='grey'>已暂停</font>", "text_size": "notation"},
        list_row(3, "⏰ 站会提醒", "每天 09:50", "已暂停至周一", ""),
        HR,
        {
            "tag": "markdown",
            "content": "<font color='grey'>说“暂停 2”“把 1 改到 10 点”也可以</font>",
            "text_size": "notation",
        },
        row(button("new", "新建", type="primary"), button("next", "下一页", type="text")),
    ],
)


WELCOME = card(
    "你好，我是 Aime",
    "wathet",
    "",
    [
        {"tag": "markdown", "content": "我按你说的时间替你做事，结果发到这里或群里。试试看："},
        *[
            {
                "tag": "interactive_container",
                "element_id": f"try_{number}",
                "has_border": True,
                "corner_radius": "8px",
                "padding": "8px 12px",
                "behaviors": callback(op="try", number=number),
                "elements": [{"tag": "markdown", "content": example}],
            }
            for number, example in enumerate(
                ["每天早上 9 点总结昨天的新闻", "每周五 17:00 提醒我写周报", "10 分钟后提醒我喝水"], 1
            )
        ],
        {
            "tag": "collapsible_panel",
            "expanded": True,
            "header": {
                "title": {"tag": "markdown", "content": "**全部命令**"},
                "icon": {"tag": "standard_icon", "token": "down_outlined", "size": "16px 16px"},
                "icon_position": "right",
                "icon_expanded_angle": -180,
            },
            "border": {"color": "grey", "corner_radius": "6px"},
            "elements": [
                {
                    "tag": "markdown",
                    "content": "| 命令 | 作用 |\n| --- | --- |\n| `/new` | 新建 |\n| `/list` | 列出任务 |",
                }
            ],
        },
        button(
            "feedback",
            "提意见",
            behaviors=[{"type": "open_url", "default_url": "https://example.com/feedback"}],
        ),
    ],
)
