"""What the card of a run shows, read at once for all the cards that are drawn meanwhile.

A card that read its parts one by one would open a session for each, and nine o'clock draws thousands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from scheduler.incidents import Incident
from scheduler.model import Artifact, DeliveryState, Run, RunId, RunState, Task, TaskId
from scheduler.posts import run_card_key, run_result_key
from scheduler.run_requests import can_be_snoozed
from storage.database import Database
from storage.grouping import Grouped
from storage.rows import artifact_of, incident_of, run_of, task_of
from storage.statements import table_of
from storage.tables import IS_PUT_OFF, ArtifactRow, Base, DeliveryRow, IncidentRow, RunRow, TaskRow

_Query = Select[*tuple[Any, ...]]
_Rows = Sequence[Row[*tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    run: Run
    task: Task
    parent: Run | None  # that it answers, or repeats
    artifacts: Sequence[Artifact]  # of a run that succeeded
    incident: Incident | None
    snoozed: Run | None  # that is to repeat it
    is_folded: bool  # the result stands on the card alone


class RunSheets:
    def __init__(self, database: Database) -> None:
        self._reads: Grouped[AsyncConnection, RunId, RunSheet | None] = Grouped(database.look, _sheets)

    async def get(self, run_id: RunId) -> RunSheet | None:
        """Return what there is of a run now; None where it, or its task, is gone."""
        return await self._reads.do(run_id)


async def _sheets(connection: AsyncConnection, run_ids: Sequence[RunId]) -> Sequence[RunSheet | None]:
    runs = await _runs(connection, run_ids)
    tasks = await _tasks(connection, {run.task_id for run in runs.values()})
    pairs = [(run, tasks[run.task_id]) for run in runs.values() if run.task_id in tasks]
    sheets = {sheet.run.id: sheet for sheet in await _filled(connection, pairs)}
    return [sheets.get(run_id) for run_id in run_ids]


async def _filled(connection: AsyncConnection, pairs: Sequence[tuple[Run, Task]]) -> Sequence[RunSheet]:
    """Add what hangs on the runs; it is asked for only where there can be some."""
    parents = await _runs(connection, {run.parent for run, _ in pairs if run.parent})
    repeats = await _repeats(connection, [run.id for run, task in pairs if can_be_snoozed(run, task)])
    incidents = await _incidents(connection, {run.incident for run, _ in pairs if run.incident})
    artifacts = await _artifacts(connection, [run.id for run, _ in pairs if run.state is RunState.SUCCEEDED])
    folded = await _folded(
        connection, [run.id for run, _ in pairs if run.delivery is DeliveryState.DELIVERED]
    )
    return [
        RunSheet(
            run=run,
            task=task,
            parent=parents.get(run.parent) if run.parent else None,
            artifacts=artifacts.get(run.id, ()),
            incident=incidents.get(run.incident) if run.incident else None,
            snoozed=repeats.get(run.id),
            is_folded=run.id in folded,
        )
        for run, task in pairs
    ]


async def _runs(connection: AsyncConnection, run_ids: Collection[RunId]) -> Mapping[RunId, Run]:
    rows = await _asked(connection, _RUNS, run_ids)
    return {run.id: run for run in map(run_of, cast(Iterable[RunRow], rows))}


async def _tasks(connection: AsyncConnection, task_ids: Collection[TaskId]) -> Mapping[TaskId, Task]:
    rows = await _asked(connection, _TASKS, task_ids)
    return {task.id: task for task in map(task_of, cast(Iterable[TaskRow], rows))}


async def _repeats(connection: AsyncConnection, run_ids: Collection[RunId]) -> Mapping[RunId, Run]:
    rows = await _asked(connection, _REPEATS, run_ids)
    return {run.parent: run for run in map(run_of, cast(Iterable[RunRow], rows)) if run.parent}


async def _incidents(connection: AsyncConnection, run_ids: Collection[RunId]) -> Mapping[RunId, Incident]:
    rows = await _asked(connection, _INCIDENTS, run_ids)
    return {each.run_id: each for each in map(incident_of, cast(Iterable[IncidentRow], rows))}


async def _artifacts(
    connection: AsyncConnection, run_ids: Collection[RunId]
) -> Mapping[RunId, Sequence[Artifact]]:
    artifacts: defaultdict[RunId, list[Artifact]] = defaultdict(list)
    for row in cast(Iterable[ArtifactRow], await _asked(connection, _ARTIFACTS, run_ids)):
        artifacts[RunId(row.run_id)].append(artifact_of(row))
    return artifacts


async def _folded(connection: AsyncConnection, run_ids: Collection[RunId]) -> Collection[RunId]:
    """Return those whose result stands on their card alone."""
    cards = {run_result_key(run_id, 0): (run_id, run_card_key(run_id)) for run_id in run_ids}
    rows = await _asked(connection, _FOLDED, cards)
    return {cards[key][0] for key, into in rows if cards[key][1] == into}


async def _asked(connection: AsyncConnection, query: _Query, these: Collection[str]) -> _Rows:
    return (await connection.execute(query, {"these": list(these)})).all() if these else ()


def _all_of(table: type[Base], which: InstrumentedAttribute[Any]) -> _Query:
    """Select plain rows: an entity costs twice as much."""
    return select(*table_of(table).c).where(which.in_(bindparam("these", expanding=True)))


_RUNS: Final = _all_of(RunRow, RunRow.id)
_TASKS: Final = _all_of(TaskRow, TaskRow.id)
_REPEATS: Final = _all_of(RunRow, RunRow.parent).where(IS_PUT_OFF)
_INCIDENTS: Final = _all_of(IncidentRow, IncidentRow.run_id)
_ARTIFACTS: Final = _all_of(ArtifactRow, ArtifactRow.run_id).order_by(ArtifactRow.id)
_FOLDED: Final = select(DeliveryRow.key, DeliveryRow.folded_into).where(
    DeliveryRow.key.in_(bindparam("these", expanding=True))
)
