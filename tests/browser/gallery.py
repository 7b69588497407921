"""Cards that between them use every tag and every shape a card of ours may have."""

from tests.browser.gallery_blocks import Card
from tests.browser.gallery_parts import FORM, HISTORY, MARKDOWN, OTHERS
from tests.browser.gallery_tasks import COMPLETED, CONFIRM, FAILED, LIST, RUNNING, TASK, WELCOME

GALLERY: dict[str, Card] = {
    "confirm": CONFIRM,
    "task": TASK,
    "running": RUNNING,
    "completed": COMPLETED,
    "failed": FAILED,
    "list": LIST,
    "form": FORM,
    "history": HISTORY,
    "welcome": WELCOME,
    "markdown": MARKDOWN,
    "others": OTHERS,
}

ALL_TAGS = frozenset(
    {
        "markdown",
        "div",
        "hr",
        "img",
        "img_combination",
        "person",
        "person_list",
        "column_set",
        "column",
        "form",
        "interactive_container",
        "collapsible_panel",
        "button",
        "input",
        "select_static",
        "multi_select_static",
        "select_person",
        "multi_select_person",
        "date_picker",
        "picker_time",
        "picker_datetime",
        "checker",
        "overflow",
        "table",
        "chart",
    }
)
