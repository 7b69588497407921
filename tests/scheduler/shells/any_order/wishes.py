"""What people want and how things go, at random."""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from scheduler.attempt import Ending
from scheduler.leases import Leases
from scheduler.misfire import MisfirePolicy, Missed
from scheduler.model import Cause, RunState
from scheduler.overlap import OverlapPolicy
from scheduler.triggers import Bounds, Every
from tests.builders import NOW

ZONE = "Asia/Shanghai"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LEASE = Leases().stall


@dataclass(frozen=True)
class Wish:
    """A task that somebody wants: once after a while, or by the grid."""

    trigger: Every
    misfire: MisfirePolicy
    once: bool
    after: timedelta


periods = st.sampled_from((30 * MINUTE, HOUR, HOUR))
maxima = st.sampled_from((None, None, None, 2, 5))
in_a_while = st.sampled_from((MINUTE, 40 * MINUTE, 5 * HOUR, 30 * HOUR))
grids = st.builds(
    lambda period, shift, maximum: Every(period, NOW + shift, ZONE, Bounds(maximum=maximum)),
    periods,
    st.sampled_from((timedelta(0), 7 * MINUTE, 3 * HOUR)),
    maxima,
)
misfires = st.builds(MisfirePolicy, st.sampled_from(Missed), st.sampled_from((1, 3)))
overlaps = st.sampled_from(OverlapPolicy)
wishes = st.builds(
    Wish,
    trigger=grids,
    misfire=misfires,
    once=st.sampled_from((False, False, False, True)),
    after=in_a_while,
)
endings = st.sampled_from(
    (
        Ending(RunState.SUCCEEDED, "done"),
        Ending(RunState.FAILED, cause=Cause.NETWORK, passing=True),
        Ending(RunState.FAILED, cause=Cause.REFUSED),
        Ending(RunState.UNKNOWN, cause=Cause.TIME_LIMIT),
    )
)
jumps = st.sampled_from(  # mostly about as long as a period
    (timedelta(seconds=1), LEASE + timedelta(seconds=1), 3 * MINUTE, 30 * MINUTE, HOUR, HOUR, HOUR, 5 * HOUR)
)
likely = st.sampled_from((True, True, False))
some = st.integers(0, 50)  # picks one of what is there
