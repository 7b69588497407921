"""Cards that show the remaining tags: fields, charts, tables, markdown."""

from tests.browser.gallery_blocks import Card, button, callback, card, row, text

FORM = card(
    "修改任务",
    "orange",
    "待确认",
    [
        {
            "tag": "form",
            "name": "edit_form",
            "elements": [
                {
                    "tag": "input",
                    "name": "title",
                    "required": True,
                    "max_length": 40,
                    "label": text("名称"),
                    "placeholder": text("给任务起个名字"),
                },
                {
                    "tag": "input",
                    "name": "prompt",
                    "input_type": "multiline_text",
                    "rows": 3,
                    "label": text("要做什么"),
                    "default_value": "总结昨天的销售数据",
                },
                {
                    "tag": "select_static",
                    "name": "frequency",
                    "required": True,
                    "placeholder": text("多久一次"),
                    "width": "fill",
                    "options": [
                        {"text": text("每天"), "value": "daily"},
                        {"text": text("每个工作日"), "value": "weekday"},
                        {"text": text("每周"), "value": "weekly"},
                    ],
                },
                {
                    "tag": "multi_select_static",
                    "name": "days",
                    "placeholder": text("哪几天"),
                    "selected_values": ["mon", "wed"],
                    "options": [
                        {"text": text("周一"), "value": "mon"},
                        {"text": text("周三"), "value": "wed"},
                        {"text": text("周五"), "value": "fri"},
                    ],
                },
                {
                    "tag": "column_set",
                    "flex_mode": "stretch",
                    "columns": [
                        {"tag": "column", "width": "weighted", "weight": 1, "elements": [part]}
                        for part in (
                            {"tag": "date_picker", "name": "from", "placeholder": text("从哪天开始")},
                            {"tag": "picker_time", "name": "at", "initial_time": "09:00"},
                        )
                    ],
                },
                {"tag": "picker_datetime", "name": "until", "initial_datetime": "2026-12-31 18:00"},
                {
                    "tag": "select_person",
                    "name": "owner",
                    "placeholder": text("负责人"),
                    "options": [{"value": "ou_zhang"}, {"value": "ou_emma"}],
                },
                {
                    "tag": "multi_select_person",
                    "name": "readers",
                    "placeholder": text("谁能看到"),
                    "options": [],
                },
                {"tag": "checker", "name": "holidays", "checked": True, "text": text("遇法定节假日跳过")},
                row(
                    {
                        **button("save_form", "保存", type="primary_filled"),
                        "name": "save_btn",
                        "form_action_type": "submit",
                    },
                    {"tag": "button", "name": "reset_btn", "form_action_type": "reset", "text": text("还原")},
                ),
            ],
        }
    ],
)

CHART_SPEC: Card = {
    "type": "bar",
    "data": {
        "values": [
            {"run": f"3/{day}", "seconds": seconds, "state": state}
            for day, seconds, state in [
                (1, 42, "completed"),
                (4, 51, "completed"),
                (5, 12, "failed"),
                (6, 47, "completed"),
                (7, 44, "completed"),
                (8, 63, "cancelled"),
            ]
        ]
    },
    "xField": "run",
    "yField": "seconds",
    "seriesField": "state",
    "color": {"domain": ["completed", "failed", "cancelled"], "range": ["green", "red", "grey"]},
}

HISTORY = card(
    "📊 销售日报",
    "wathet",
    "历史",
    [
        {
            "tag": "chart",
            "element_id": "runs",
            "aspect_ratio": "16:9",
            "height": "180px",
            "chart_spec": CHART_SPEC,
        },
        {
            "tag": "chart",
            "chart_spec": {
                "type": "line",
                "title": {"text": "p99"},
                "data": [{"id": "a", "values": [{"t": str(n), "v": n * n % 17} for n in range(12)]}],
                "xField": "t",
                "yField": "v",
            },
            "height": "140px",
        },
        {
            "tag": "chart",
            "chart_spec": {
                "type": "pie",
                "data": [{"values": [{"k": "成功", "n": 18}, {"k": "失败", "n": 3}, {"k": "取消", "n": 1}]}],
                "categoryField": "k",
                "valueField": "n",
            },
            "height": "140px",
        },
        {"tag": "chart", "chart_spec": {"type": "funnel", "data": {"values": []}}},
        {
            "tag": "table",
            "page_size": 3,
            "row_height": "low",
            "header_style": {"background_style": "grey", "bold": True},
            "columns": [
                {"name": "when", "display_name": "时间", "data_type": "date", "date_format": "MM-DD HH:mm"},
                {"name": "state", "display_name": "状态", "data_type": "options"},
                {"name": "took", "display_name": "秒", "data_type": "number", "horizontal_align": "right"},
                {"name": "who", "display_name": "触发", "data_type": "persons"},
                {"name": "link", "display_name": "结果", "data_type": "lark_md"},
            ],
            "rows": [
                {
                    "when": 1772672400000 + day * 86_400_000,
                    "state": [{"text": "完成", "color": "green"}]
                    if day % 3
                    else [{"text": "失败", "color": "red"}],
                    "took": 40 + day,
                    "who": ["ou_zhang"],
                    "link": "[查看](https://example.com/run)",
                }
                for day in range(7)
            ],
        },
    ],
)

MARKDOWN_SOURCE = """# 标题一
## Heading two
**粗体** *italic* ~~删除~~ `code` [链接](https://example.com/a_(b)) https://example.com/plain
第二行 <font color='red'>红</font> <font color='blue-300'>蓝</font> \
<at id=ou_emma></at> <at id=all></at> :OK: &lt;b&gt;
<text_tag color='purple'>标签</text_tag> <number_tag background_color='blue'>7</number_tag> \
<local_datetime millisecond='1772672400000' format_type='date_num'></local_datetime> \
<unknown>消失的标签</unknown>

- 一
- 二
    - 二点一
    - 二点二 **粗**
3. 三
4. 四

> 引用一句话

```python
def next_fire_time(trigger: Trigger, after: datetime) -> datetime | None:
    return croniter(expression, after).get_next(datetime)  # a very long line that has to scroll by itself
```

| 列 | 数 |
| :-- | --: |
| a \\| b | 1 |
| **c** | 22 |

---
最后一行 <link icon='chat_outlined' url='https://example.com'>带图标的链接</link>"""

MARKDOWN = card("Markdown", "purple", "violet", [{"tag": "markdown", "content": MARKDOWN_SOURCE}])

BUTTON_TYPES = (
    "default",
    "primary",
    "danger",
    "text",
    "primary_text",
    "danger_text",
    "primary_filled",
    "danger_filled",
    "laser",
)

OTHERS = card(
    "其余组件",
    "indigo",
    "",
    [
        {
            "tag": "div",
            "icon": {"tag": "standard_icon", "token": "info_outlined", "color": "blue"},
            "text": {"tag": "lark_md", "content": "**div** 带图标", "text_size": "heading"},
        },
        {
            "tag": "div",
            "text": {**text("只显示一行的很长很长的文字，" * 10), "lines": 1, "text_color": "grey"},
        },
        {
            "tag": "img",
            "img_key": "img_sample",
            "alt": text("一张图"),
            "size": "medium",
            "scale_type": "crop_center",
        },
        {
            "tag": "img_combination",
            "combination_mode": "bisect",
            "img_list": [{"img_key": "img_sample"}, {"img_key": "img_sample"}],
        },
        {"tag": "person", "user_id": "ou_zhang", "show_name": True, "style": "capsule", "size": "small"},
        {
            "tag": "person_list",
            "persons": [{"id": "ou_zhang"}, {"id": "ou_li"}, {"id": "ou_emma"}],
            "size": "small",
        },
        row(
            *[
                {"tag": "button", "text": text(kind), "type": kind, "element_id": f"kind_{number}"}
                for number, kind in enumerate(BUTTON_TYPES)
            ],
            {"tag": "button", "text": text("disabled"), "disabled": True, "element_id": "off"},
            *[
                {"tag": "button", "text": text(size), "size": size, "element_id": f"size_{size}"}
                for size in ("tiny", "small", "medium", "large")
            ],
        ),
        {"tag": "input", "element_id": "remark", "placeholder": text("回车提交")},
        {
            "tag": "select_static",
            "element_id": "zone",
            "initial_option": "sh",
            "options": [{"text": text("上海"), "value": "sh"}, {"text": text("纽约"), "value": "ny"}],
        },
        {"tag": "date_picker", "element_id": "day", "placeholder": text("选一天")},
        {"tag": "picker_time", "element_id": "clock", "placeholder": text("选时间")},
        {"tag": "picker_datetime", "element_id": "moment", "placeholder": text("选日期和时间")},
        {"tag": "select_person", "element_id": "somebody", "placeholder": text("选人"), "options": []},
        {
            "tag": "checker",
            "element_id": "done",
            "text": text("划掉我"),
            "checked_style": {"show_strikethrough": True},
            "behaviors": callback(op="done"),
        },
        {
            "tag": "column_set",
            "flex_mode": "bisect",
            "background_style": "grey",
            "columns": [
                {
                    "tag": "column",
                    "width": "weighted",
                    "weight": 1,
                    "elements": [{"tag": "markdown", "content": f"**{n}**"}],
                }
                for n in range(4)
            ],
        },
    ],
)
