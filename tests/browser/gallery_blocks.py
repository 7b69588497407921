"""Short ways to write the pieces of a card in tests."""

from typing import Any

Card = dict[str, Any]
Element = dict[str, Any]


def text(content: str) -> Element:
    return {"tag": "plain_text", "content": content}


def callback(**value: object) -> list[Element]:
    return [{"type": "callback", "value": value}]


def button(name: str, label: str, **more: object) -> Element:
    return {"tag": "button", "element_id": name, "text": text(label), "behaviors": callback(op=name), **more}


def row(*elements: Element, mode: str = "flow") -> Element:
    columns = [{"tag": "column", "width": "auto", "elements": [each]} for each in elements]
    return {"tag": "column_set", "flex_mode": mode, "horizontal_spacing": "8px", "columns": columns}


def fact(label: str, value: str) -> list[Element]:
    grey = {"tag": "markdown", "content": f"<font color='grey'>{label}</font>", "text_size": "notation"}
    return [
        {"tag": "column", "width": "64px", "elements": [grey]},
        {
            "tag": "column",
            "width": "weighted",
            "weight": 1,
            "elements": [{"tag": "markdown", "content": value}],
        },
    ]


def facts(*pairs: tuple[str, str]) -> list[Element]:
    return [
        {"tag": "column_set", "flex_mode": "none", "horizontal_spacing": "8px", "columns": fact(*pair)}
        for pair in pairs
    ]


def card(title: str, template: str, tag: str, elements: list[Element], subtitle: str = "") -> Card:
    header: Card = {
        "title": text(title),
        "template": template,
        "text_tag_list": [{"tag": "text_tag", "text": text(tag), "color": template}] if tag else [],
    }
    if subtitle:
        header["subtitle"] = text(subtitle)
    return {
        "schema": "2.0",
        "config": {"width_mode": "fill", "summary": {"content": f"{title}：{tag}"}},
        "header": header,
        "body": {"vertical_spacing": "8px", "elements": elements},
    }


HR: Element = {"tag": "hr"}
