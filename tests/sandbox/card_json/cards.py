"""Cards that Lark takes: one of every component with every property, and what goes around them."""

import copy
import json

PLAIN = {
    "tag": "plain_text",
    "content": "Name",
    "i18n_content": {"zh_cn": "名称", "en_us": "Name"},
    "text_size": "normal",
    "text_color": "grey-600",
    "text_align": "left",
    "lines": 2,
}
LARK_MD = {"tag": "lark_md", "content": "**bold** <at id=all></at>"}
ICON = {
    "tag": "standard_icon",
    "token": "alarm-clock_outlined",
    "color": "blue",
    "img_key": "img_v3_1",
    "i18n_img_key": {"en_us": "img_v3_2"},
    "size": "16px 16px",
}
LINKS = {
    "url": "https://example.com/a?b=1",
    "pc_url": "http://example.com",
    "ios_url": "lark://msgcard/unsupported_action",
    "android_url": "",
}
CALLBACK = {"type": "callback", "value": {"verb": "task.run", "tag": "not a component"}}
OPEN_URL = {
    "type": "open_url",
    "default_url": "https://example.com",
    "pc_url": "",
    "ios_url": "",
    "android_url": "",
}
CONFIRM = {
    "title": {"tag": "plain_text", "content": "Sure?"},
    "text": {"tag": "plain_text", "content": "It goes."},
}
FALLBACK = {"tag": "fallback_text", "text": {"tag": "plain_text", "content": "Please update."}}
TEXT = {"tag": "markdown", "content": "text"}

COMMON = {"element_id": "some_id_1", "margin": "-4px 0 99px 0px", "fallback": FALLBACK}
LAYOUT = {
    "direction": "vertical",
    "padding": "4px 12px",
    "horizontal_spacing": "small",
    "horizontal_align": "left",
    "vertical_spacing": "99px",
    "vertical_align": "top",
}
CONTROL = {
    **COMMON,
    "name": "field",
    "behaviors": [CALLBACK],
    "confirm": CONFIRM,
    "disabled": False,
    "disabled_tips": PLAIN,
    "value": {"key": "value"},
}
FIELD = {**CONTROL, "width": "fill", "placeholder": PLAIN, "required": True}
OPTIONS = [{"text": PLAIN, "value": "1", "icon": ICON}, {"text": PLAIN, "value": "2"}]
PEOPLE = [{"value": "ou_1"}, {"value": "ou_2", "text": PLAIN, "icon": ICON}]

COLUMN = {
    "tag": "column",
    "margin": "0px",
    "element_id": "some_column",
    **LAYOUT,
    "elements": [TEXT],
    "width": "weighted",
    "weight": 5,
    "background_style": "grey-50",
    "corner_radius": "8px",
    "action": {"multi_url": LINKS},
}

SUBMIT = {
    "tag": "button",
    "name": "send",
    "form_action_type": "submit",
    "text": {"tag": "plain_text", "content": "Send"},
}

NUMBER_FORMAT = {"precision": 2, "symbol": "¥", "separator": True}
CHOICES = [
    {"text": PLAIN, "value": "edit", "multi_url": LINKS, "url": ""},
    {"text": PLAIN, "value": {"key": "value"}},
]

COMPONENTS = {
    "markdown": {
        **COMMON,
        "content": "# Hello\n<font color='red'>red</font> [link](https://example.com) :OK:",
        "i18n_content": {"zh_cn": "你好"},
        "text_size": "heading-1",
        "text_align": "center",
        "icon": ICON,
    },
    "div": {
        **COMMON,
        "text": PLAIN,
        "fields": [{"is_short": True, "text": LARK_MD}],
        "icon": {"tag": "custom_icon", "img_key": "img_v3_1"},
        "width": "16px",
    },
    "hr": COMMON,
    "img": {
        **COMMON,
        "img_key": "img_v3_1",
        "i18n_img_key": {"en_us": "img_v3_2"},
        "alt": {"tag": "plain_text", "content": ""},
        "title": PLAIN,
        "scale_type": "crop_top",
        "size": "100px 80px",
        "corner_radius": "50%",
        "preview": False,
        "transparent": True,
        "mode": "large",
        "custom_width": 300,
        "compact_width": False,
    },
    "img_combination": {
        **COMMON,
        "combination_mode": "double",
        "combination_transparent": False,
        "img_list_length": 1,
        "corner_radius": "12px",
        "img_list": [{"img_key": "img_v3_1", "i18n_img_key": {"en_us": "img_v3_2"}, "transparent": False}],
    },
    "person": {
        **COMMON,
        "user_id": "ou_1",
        "size": "extra_small",
        "show_avatar": True,
        "show_name": True,
        "style": "capsule",
    },
    "person_list": {
        **COMMON,
        "persons": [{"id": "ou_1"}, {"id": "ou_2"}],
        "drop_invalid_user_id": True,
        "lines": 1,
        "size": "large",
        "show_avatar": True,
        "show_name": True,
        "icon": ICON,
        "ud_icon": {"token": "chat_outlined", "style": {"color": "red"}},
    },
    "chart": {
        **COMMON,
        "chart_spec": {"type": "bar", "data": {"values": [{"x": "a", "y": 1, "tag": "markdown"}]}},
        "aspect_ratio": "16:9",
        "color_theme": "brand",
        "preview": False,
        "height": "999px",
    },
    "table": {
        **COMMON,
        "page_size": 10,
        "row_height": "32px",
        "row_max_height": "50px",
        "freeze_first_column": True,
        "header_style": {
            "text_align": "left",
            "text_size": "normal",
            "background_style": "none",
            "text_color": "grey",
            "bold": True,
            "lines": 1,
        },
        "columns": [
            {"name": "plain", "display_name": "Plain", "data_type": "text", "width": "auto"},
            {"name": "md", "data_type": "lark_md", "width": "80px"},
            {"name": "rich", "data_type": "markdown", "width": "12.5%"},
            {
                "name": "count",
                "data_type": "number",
                "format": NUMBER_FORMAT,
            },
            {"name": "tags", "data_type": "options", "horizontal_align": "right", "vertical_align": "center"},
            {"name": "who", "data_type": "persons"},
            {"name": "when", "data_type": "date", "date_format": "YYYY/MM/DD"},
        ],
        "rows": [
            {
                "plain": "a",
                "md": "**b**",
                "rich": "# c",
                "count": 168.5,
                "tags": [{"text": "S1", "color": "blue"}],
                "who": "ou_1",
                "when": 1699341315000,
            },
            {"who": ["ou_1", "ou_2"]},
            {},
        ],
    },
    "audio": {
        **COMMON,
        "file_key": "file_v3_1",
        "i18n_file_key": {"en_us": "file_v3_2"},
        "audio_id": "1",
        "disabled": False,
        "disabled_tips": PLAIN,
        "show_progress_bar": True,
        "show_time": True,
        "time_display": "both",
        "time_position": "end",
        "border": {"color": "grey", "corner_radius": "8px"},
        "style": "flat",
        "padding": "12px",
        "background_style": "grey-200",
        "fill_color": "blue-800",
        "width": "fill",
    },
    "column_set": {
        **COMMON,
        "columns": [COLUMN],
        "flex_mode": "flow",
        "horizontal_spacing": "8px",
        "horizontal_align": "right",
        "background_style": "default",
        "corner_radius": "8px",
        "action": {"multi_url": LINKS},
    },
    "form": {**COMMON, **LAYOUT, "name": "form_1", "elements": [SUBMIT]},
    "interactive_container": {
        **COMMON,
        **LAYOUT,
        "elements": [TEXT],
        "behaviors": [CALLBACK, OPEN_URL],
        "width": "auto",
        "height": "10px",
        "background_style": "laser",
        "has_border": True,
        "border_color": "grey",
        "corner_radius": "0px",
        "disabled": False,
        "disabled_tips": {},
        "hover_tips": PLAIN,
        "confirm": CONFIRM,
    },
    "collapsible_panel": {
        **COMMON,
        **LAYOUT,
        "elements": [TEXT],
        "expanded": True,
        "header": {
            "title": {"tag": "markdown", "content": "**More**"},
            "background_color": "yellow",
            "vertical_align": "center",
            "padding": "4px 0px 4px 8px",
            "margin": "0px",
            "position": "top",
            "width": "auto_when_fold",
            "icon": ICON,
            "icon_position": "follow_text",
            "icon_expanded_angle": -180,
        },
        "background_color": "grey",
        "border": {"color": "grey", "corner_radius": "5px"},
    },
    "repeat": {
        **COMMON,
        **LAYOUT,
        "variable": "items",
        "elements": [TEXT],
    },
    "button": {
        **CONTROL,
        "text": PLAIN,
        "type": "primary_filled",
        "size": "tiny",
        "width": "100px",
        "icon": ICON,
        "hover_tips": PLAIN,
        "form_action_type": "submit",
        "action_type": "form_submit",
        "required": False,
        "url": "https://example.com",
        "multi_url": LINKS,
        "complex_interaction": True,
    },
    "input": {
        **FIELD,
        "default_value": "",
        "i18n_default_value": {"en_us": "x"},
        "label": PLAIN,
        "label_position": "left",
        "max_length": 1000,
        "input_type": "multiline_text",
        "rows": 4,
        "auto_resize": True,
        "max_rows": 5,
        "show_icon": True,
        "hover_tips": PLAIN,
    },
    "select_static": {**FIELD, "type": "text", "options": OPTIONS, "initial_option": "1", "initial_index": 0},
    "multi_select_static": {**FIELD, "type": "default", "options": OPTIONS, "selected_values": ["1", "2"]},
    "select_person": {**FIELD, "type": "default", "options": PEOPLE, "initial_option": "ou_1"},
    "multi_select_person": {**FIELD, "type": "default", "options": [], "selected_values": ["ou_1"]},
    "date_picker": {**FIELD, "initial_date": "2026-02-28"},
    "picker_time": {**FIELD, "initial_time": "09:05"},
    "picker_datetime": {**FIELD, "initial_datetime": "2026-02-28 23:59"},
    "select_img": {
        **CONTROL,
        "required": False,
        "options": [
            {
                "img_key": "img_v3_1",
                "i18n_img_key": {"en_us": "img_v3_2"},
                "value": "1",
                "disabled": False,
                "disabled_tips": PLAIN,
                "hover_tips": PLAIN,
            }
        ],
        "multi_select": True,
        "layout": "stretch",
        "aspect_ratio": "1:1",
        "can_preview": True,
        "style": "laser",
    },
    "checker": {
        **CONTROL,
        "required": False,
        "checked": True,
        "text": LARK_MD,
        "overall_checkable": False,
        "button_area": {"pc_display_rule": "on_hover", "buttons": [{"tag": "button", "text": PLAIN}] * 3},
        "checked_style": {"show_strikethrough": True, "opacity": 0.5},
        "padding": "2px",
        "hover_tips": PLAIN,
    },
    "overflow": {
        **CONTROL,
        "width": "default",
        "options": CHOICES,
    },
}

CONFIG = {
    "streaming_mode": True,
    "streaming_config": {
        "print_frequency_ms": {"default": 70, "android": 25, "ios": 40, "pc": 50},
        "print_step": {"default": 1},
        "print_strategy": "delay",
    },
    "summary": {"content": "done", "i18n_content": {"zh_cn": "已完成"}},
    "locales": ["zh_cn", "en_us"],
    "enable_forward": False,
    "update_multi": True,
    "width_mode": "compact",
    "use_custom_translation": False,
    "enable_forward_interaction": False,
    "wide_screen_mode": True,
    "style": {
        "text_size": {"cus-0": {"default": "medium", "pc": "medium", "mobile": "large"}},
        "color": {"cus-0": {"light_mode": "rgba(5,157,178,0.52)", "dark_mode": "rgba(78, 23, 108, 1)"}},
    },
}
HEADER_TAG = {"tag": "text_tag", "element_id": "tag_1", "text": PLAIN, "color": "neutral"}
HEADER = {
    "title": PLAIN,
    "subtitle": LARK_MD,
    "template": "carmine",
    "text_tag_list": [HEADER_TAG],
    "i18n_text_tag_list": {"en_us": []},
    "icon": ICON,
    "padding": "12px 8px 12px 8px",
}


def card(*elements, **root):
    """A card with `elements` as its body."""
    return copy.deepcopy({"schema": "2.0", "body": {"elements": list(elements)}, **root})


def form(*elements, name="form_1"):
    return {"tag": "form", "name": name, "elements": [*elements, SUBMIT]}


def example(tag):
    """A card that shows the component with every property that it takes."""
    component = {"tag": tag, **COMPONENTS[tag]}
    if tag in ("form", "table"):
        return card(component, config=CONFIG)
    return card(form(component), config=CONFIG)


def whole_card():
    """A card with every property outside of components."""
    body = {**LAYOUT, "elements": [{"tag": "markdown", "content": "x", "text_size": "cus-0"}]}
    return copy.deepcopy(
        {"schema": "2.0", "config": CONFIG, "card_link": LINKS, "header": HEADER, "body": body}
    )


def dumps(value):
    return json.dumps(value, ensure_ascii=False)
