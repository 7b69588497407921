"""One message, one meaning: in which order the ways of saying something are tried."""

from dataclasses import replace

from bot.chat.language.alternatives import schedules_apart
from bot.chat.language.answer import created, created_by, without_wish
from bot.chat.language.asides import command_of
from bot.chat.language.changes import phrases_in, schedule_in
from bot.chat.language.create import Request, request_of
from bot.chat.language.cronline import cron_at
from bot.chat.language.day_phrases import is_past
from bot.chat.language.edits import Edit, spoken_edit
from bot.chat.language.edits_chinese import edit_in_han
from bot.chat.language.edits_composed import composed_edit
from bot.chat.language.edits_english import edit_in_english
from bot.chat.language.fitting import coherent
from bot.chat.language.intents import Command
from bot.chat.language.labelled import form_in, lines_in, named_last, spoken_form_in
from bot.chat.language.meaning import Context, Intent, Meaning, Question, Tone
from bot.chat.language.meanings import commanded, edited, viewed
from bot.chat.language.once import Moment
from bot.chat.language.passed_on import is_passed_on
from bot.chat.language.phrases import Wrong
from bot.chat.language.plan import plan_of
from bot.chat.language.reordered import is_split, reordered
from bot.chat.language.resumes import until_resumed
from bot.chat.language.slash import slash_of, unknown_word
from bot.chat.language.slashed import by_slash
from bot.chat.language.spans import pattern
from bot.chat.language.stretch import stretch_at
from bot.chat.language.styles import style_of
from bot.chat.language.template_use import template_last
from bot.chat.language.text import Source, source_of
from bot.chat.language.time_limits import limit_edit
from bot.chat.language.tones import tone_of
from bot.chat.language.twofold import parts_of
from bot.chat.language.utterance import Utterance, utterance_of
from bot.chat.language.verbs import CALLED, TELLING
from bot.chat.language.views import asked_plainly, view_of
from bot.chat.language.wishes import wish_of

_NOWHERE = Context()
_ASKS_PLAINLY = pattern(
    r"提醒(?:一?下)?我|叫我|通知我|定时|(?:设|定|建|弄|来|订)(?:置|立)?一?个|(?:设|定|建|加|新增|创建|安排|弄|来|开)(?:置|立)?(?:一)?个?(?:定时)?(?:任务|提醒|闹钟)"
    r"|\b(?:remind|ping|nudge|alert|notify) (?:me|us)\b"
    r"|\bgive (?:me|us) a (?:\w+ )?(?:shout|nudge|ping|buzz|ring|poke|call|heads)"
    r"|\bschedule\b|\b(?:task|reminder|job|alarm)\b(?! force)"
)
# "Remind me who wrote Hamlet" wants to know.
_ASKS_TO_KNOW = pattern(
    r"(?:again )?(?:what|who|how|why|where|which)\b|.*(?:什么意思|来着|是谁|是什么)[?？]?$"
)
_ENDS = pattern(r"[到至]|\b(?:until|till|til)\b")
_NUMBERED = pattern(r"\d{1,3}号")
_REMINDS = pattern(r"提醒|叫我|通知我|\bremind me\b|\bping me\b|\bwake me\b")


def meant(text: str, moment: Moment, context: Context = _NOWHERE) -> Meaning:
    """Return what a text means by itself; of the talk before only the name last said counts."""
    source = source_of(text)
    slash = slash_of(source.text)
    if slash:
        return by_slash(source, slash, moment)
    unknown = unknown_word(source.text)
    if unknown is not None or is_passed_on(source.text):
        tone = Tone.UNKNOWN_COMMAND if unknown else None
        return Meaning(intent=Intent.NONE, locale=moment.locale, tone=tone, name=unknown or "")
    if form := form_in(text) or spoken_form_in(text):
        return _as_typed(meant(form, moment, context), text)
    if (named := named_last(source)) and (meaning := _of_name(*named, moment, context)):
        return _as_typed(meaning, text)
    meaning = _paused_until(text, moment, context) or _in_words(source, moment, context)
    is_left = _is_left(meaning) or (meaning.ask is not None and is_split(source.text))
    return _otherwise(text, moment, context) or meaning if is_left else meaning


def _of_name(request: str, name: str, moment: Moment, context: Context) -> Meaning | None:
    """Read a request whose name is said last; None where nothing is asked for but the name."""
    meaning = meant(request, moment, context)
    return replace(meaning, name=name) if meaning.intent is Intent.CREATE and meaning.readings else None


def _is_left(meaning: Meaning) -> bool:
    """Say whether nothing was understood, or a time without a word of what to do."""
    is_bare = meaning.ask is not None and meaning.ask.question is Question.WHAT_TO_DO
    return is_bare or (meaning.intent is Intent.NONE and meaning.tone is None)


def _otherwise(text: str, moment: Moment, context: Context) -> Meaning | None:
    """Read a message put into the order that is read; only a task comes of it."""
    for put in (lines_in, reordered, template_last):
        other = put(text)
        meaning = meant(other, moment, context) if other else None
        if meaning and meaning.intent is Intent.CREATE and not _is_left(meaning):
            return _as_typed(meaning, text)
    return None


def _as_typed(meaning: Meaning, text: str) -> Meaning:
    """Keep what was typed for a task that is whole; a question is asked of the sentence made of it."""
    return replace(meaning, said=text if meaning.readings else meaning.said)


def _paused_until(text: str, moment: Moment, context: Context) -> Meaning | None:
    """Read a pause that names its own end by a verb; None for anything else."""
    as_one = until_resumed(text)
    if not as_one:
        return None
    meaning = _in_words(source_of(as_one), moment, context)
    return meaning if meaning.intent is Intent.PAUSE and meaning.until and not meaning.reason else None


def _in_words(source: Source, moment: Moment, context: Context) -> Meaning:
    said = utterance_of(source, context.title)
    cron = cron_at(source, said.begin, asked=False)
    if cron:
        return created_by(cron, source, moment)
    wish = wish_of(said, moment)
    if wish:
        return wish
    tone = None if _REMINDS.search(source.text) else tone_of(source.text)
    if tone and tone is not Tone.COMPLAINT:
        return Meaning(intent=Intent.NONE, locale=moment.locale, tone=tone)
    request = request_of(source)
    limit = None if request and _says_when(request) else limit_edit(said)
    if limit:
        return edited(limit, moment)
    begins = request and _is_surely_new(said)
    edit = composed_edit(said, moment) if begins else _edit(said, moment, context)
    if edit:
        return edited(edit, moment)
    asked = None if _named(request, said) or asked_plainly(said) else _created(request, source, said, moment)
    if asked:
        return asked
    return _about_tasks(said, moment) or Meaning(intent=Intent.NONE, locale=moment.locale, tone=tone)


def _named(request: Request | None, said: Utterance) -> Command | None:
    """Return the command that looks like a request to create, too; the end of a pause is no time to run."""
    if request is None:
        return None
    if not _says_when(request):
        return command_of(said)
    is_number = _NUMBERED.match(said.text, said.begin) and not plan_of(request.phrases).is_timed
    command = command_of(said) if is_number or _ENDS.search(said.text, said.begin, said.end) else None
    ref = command.referred.ref if command and is_number else None
    return command if command and (command.until or (ref and ref.number)) else None


def _edit(said: Utterance, moment: Moment, context: Context) -> Edit | None:
    if not said:
        return None
    edit = composed_edit(said, moment, by_name=True) or style_of(said)
    edit = edit or edit_in_han(said, moment) or edit_in_english(said, moment)
    return edit or (spoken_edit(schedule_in(said, moment)) if context.drafting else None)


def _says_when(request: Request) -> bool:
    """Say whether it names more than a part of the day, which may belong to a name: 夜间巡检先停."""
    plan = plan_of(request.phrases)
    return bool(plan.clocks or plan.is_dated or plan.hours)


def _is_surely_new(said: Utterance) -> bool:
    """Say whether the sentence opens with a task to be made, or with days and a time for what follows."""
    text = said.source.text
    if any(called.match(text, said.begin) for called in CALLED):
        return True
    plan = plan_of(coherent(stretch_at(text, said.begin), text).phrases)
    return bool(plan.delay or plan.interval or (plan.is_dated and plan.is_timed))


def _is_meant(request: Request, source: Source) -> bool:
    """Say whether a request that lacks the time or the wish is one all the same."""
    plan = plan_of(request.phrases)
    is_plain = bool(_ASKS_PLAINLY.search(source.text))
    if TELLING.fullmatch(request.prompt.rstrip(" ?？!！~").lower()):
        return False  # "send it to me tonight" says nothing of what
    if request.prompt.strip(" ?？!！。.~"):
        return plan.is_schedule or (is_plain and not _ASKS_TO_KNOW.match(request.prompt.lower()))
    is_wrong = any(isinstance(phrase, Wrong) for phrase in request.phrases)
    return plan.recurs or (is_plain and bool(plan.clocks or plan.day or plan.delay or is_wrong))


def _created(request: Request | None, source: Source, said: Utterance, moment: Moment) -> Meaning | None:
    is_meant = request is not None and _is_meant(request, source)
    parts = (is_meant and parts_of(source)) or schedules_apart(source)
    if parts:
        return Meaning(intent=Intent.CREATE, locale=moment.locale, parts=parts)
    if is_meant:
        return created(request, source, moment)
    phrases = phrases_in(said) if said else ()
    plan = plan_of(phrases) if phrases and not any(isinstance(one, Wrong) for one in phrases) else None
    if plan and plan.recurs and plan.is_dated and plan.is_timed and not any(map(is_past, phrases)):
        return without_wish(source, phrases, moment)
    return None


def _about_tasks(said: Utterance, moment: Moment) -> Meaning | None:
    command, view = command_of(said), view_of(said)
    if command and not (command.intent is Intent.SHOW and view):
        return commanded(command, moment)
    return viewed(view, said, moment) if view else None
