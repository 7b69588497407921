"""What goes into a JSON column comes out equal."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.misfire import MisfirePolicy, Missed
from scheduler.model import AgentPrompt, Locale, NotifyMode, Policies, StaticText, TaskSpec
from scheduler.overlap import OverlapPolicy
from scheduler.posts import Target
from scheduler.retry import RetryPolicy
from scheduler.triggers import At, Calendar, Cron, Every
from scheduler.views import View
from storage.codec import ENVELOPE, SPEC, TARGET, VIEW
from tests.builders import a_spec
from tests.scheduler.strategies import ats, calendars, crons, everies, triggers

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
delays = st.timedeltas(timedelta(0), timedelta(hours=6))
actions = st.builds(StaticText, texts) | st.builds(AgentPrompt, texts)
policies = st.builds(
    Policies,
    misfire=st.builds(MisfirePolicy, st.sampled_from(Missed), st.integers(1, 100)),
    overlap=st.sampled_from(OverlapPolicy),
    retry=st.builds(RetryPolicy, st.integers(0, 5), st.lists(delays, min_size=1, max_size=3).map(tuple)),
    notify=st.sampled_from(NotifyMode),
    time_limit=st.none() | delays,
    delete_after_run=st.booleans(),
)
specs = st.builds(
    a_spec,
    title=texts,
    phrase=texts,
    action=actions,
    trigger=triggers,
    chat_id=texts,
    locale=st.sampled_from(Locale),
    policies=policies,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


for kind, made in {At: ats, Every: everies, Cron: crons, Calendar: calendars, TaskSpec: specs}.items():
    st.register_type_strategy(kind, made)  # their fields alone do not tell what makes sense


@given(specs)
def test_the_spec_of_a_task_survives(spec):
    assert SPEC.load(SPEC.dump(spec)) == spec


@given(st.from_type(View))
def test_every_view_survives(view):
    assert VIEW.load(VIEW.dump(view)) == view


@given(st.from_type(Target))
def test_every_target_survives(target):
    assert TARGET.load(TARGET.dump(target)) == target


@given(st.dictionaries(texts, json_values, max_size=4))
def test_an_envelope_survives(envelope):
    assert ENVELOPE.load(ENVELOPE.dump(envelope)) == envelope


def test_a_field_that_an_older_version_did_not_write_has_its_default():
    text = SPEC.dump(a_spec())

    assert SPEC.load(text.replace('"notify":"always",', "")) == a_spec()


def test_a_field_of_a_newer_version_is_passed_over():
    text = SPEC.dump(a_spec())

    assert SPEC.load(text.replace('{"title"', '{"colour":"blue","title"', 1)) == a_spec()
