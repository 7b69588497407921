"""Everything this project raises on purpose.

AppError
├── Refused          the person asked for something that cannot be done; safe to show
├── TransientError   trying again may help; carries `retry_after`
│   └── DownError    the database is there for nobody at present
└── PermanentError   trying again will not help; needs a person
"""

from datetime import timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why something was refused; the text catalogue has a sentence for each, in every language."""

    UNKNOWN_ZONE = "unknown_zone"
    BAD_CRON = "bad_cron"
    BAD_TIME = "bad_time"
    IMPOSSIBLE_DATE = "impossible_date"
    INTERVAL_TOO_SHORT = "interval_too_short"
    NEVER_FIRES = "never_fires"
    TIME_PAST = "time_past"
    EMPTY_PROMPT = "empty_prompt"
    TEXT_TOO_LONG = "text_too_long"
    NO_MODEL = "no_model"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    VALUE_MISSING = "value_missing"  # of a template's parameter
    VALUE_TOO_LONG = "value_too_long"
    NO_NUMBER = "no_number"
    NO_DATE = "no_date"
    NO_SUCH_CHOICE = "no_such_choice"
    NO_SUCH_GROUP = "no_such_group"
    SEVERAL_GROUPS = "several_groups"
    TEMPLATE_NOT_FOUND = "template_not_found"
    TEMPLATE_WITHDRAWN = "template_withdrawn"
    TEMPLATE_CHANGED = "template_changed"  # by somebody else since it was looked at
    TEMPLATE_NOT_YOURS = "template_not_yours"
    TEMPLATE_NOT_SHARED = "template_not_shared"
    TEMPLATE_UNNAMED = "template_unnamed"
    TOO_MANY_TEMPLATES = "too_many_templates"
    TOO_MANY_PARAMETERS = "too_many_parameters"
    TOO_MANY_CHOICES = "too_many_choices"
    CHOICES_MISSING = "choices_missing"
    TASK_NOT_FOUND = "task_not_found"
    TASK_GONE = "task_gone"
    RUN_NOT_FOUND = "run_not_found"
    RUN_UNFINISHED = "run_unfinished"
    NOTHING_TO_ASK = "nothing_to_ask"
    NOT_ALLOWED = "not_allowed"
    OTHER_TENANT = "other_tenant"
    ADMINS_ONLY = "admins_only"
    ALREADY_RUNNING = "already_running"
    TASK_FINISHED = "task_finished"
    DRAFT_EXPIRED = "draft_expired"
    DRAFT_CLOSED = "draft_closed"
    DRAFT_OF_ANOTHER = "draft_of_another"
    TOO_MANY_TASKS = "too_many_tasks"
    DAILY_LIMIT = "daily_limit"
    NOT_A_REMINDER = "not_a_reminder"
    STALE = "stale"  # changed by somebody else since it was looked at
    NOTHING_CHANGES = "nothing_changes"
    GROUP_GONE = "group_gone"  # dissolved, or without the bot
    GROUP_OF_OTHERS = "group_of_others"  # of another company
    NOT_IN_GROUP = "not_in_group"
    GROUP_OUT_OF_RANGE = "group_out_of_range"  # somebody is whom the bot may not invite
    GROUP_NOT_MADE = "group_not_made"
    NOT_IN_PERSON = "not_in_person"  # the person cannot be written to
    OWNER_NOT_IN_PERSON = "owner_not_in_person"  # whose task somebody else changes


class AppError(Exception):
    """The root; callers catch one of the three below."""


class Refused(AppError):  # noqa: N818 - it names what happened to a request, not a fault
    """What was asked for cannot be done, and `reason` with `facts` says why in the reader's language.

    `str(error)` is for logs and the command line only: it holds no text that a person typed.
    """

    def __init__(self, reason: Reason, **facts: str | int) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.facts = facts


class TransientError(AppError):
    """Trying again may help, not before `retry_after` where the other side named one."""

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class DownError(TransientError):
    """Where the database should be, nobody serves: what is stored changes for nobody meanwhile.

    Not being able to reach it is something else: others may.
    """


class PermanentError(AppError):
    """Trying again will not help: a person must change something first."""
