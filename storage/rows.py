"""Tasks, drafts and runs between rows and the engine's values. Pure."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from scheduler.drafts import Draft
from scheduler.incidents import Incident
from scheduler.model import Artifact, DraftId, Lease, PersonId, Run, RunEvent, RunId, Task, TaskId, TenantKey
from storage.tables import ArtifactRow, DraftRow, IncidentRow, RunEventRow, RunRow, TaskRow

Values = dict[str, object]
"""Columns by name, for a statement."""


def task_of(row: TaskRow) -> Task:
    return Task(
        id=TaskId(row.id),
        tenant=TenantKey(row.tenant_key),
        owner=PersonId(row.owner),
        spec=row.spec,
        status=row.status,
        revision=row.revision,
        next_fire_time=row.next_fire_time,
        plan_after=row.plan_after,
        fired=row.fired,
        failures_in_row=row.failures_in_row,
        pause_reason=row.pause_reason,
        pause_note=row.pause_note,
        paused_until=row.paused_until,
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
    )


_TASK_FIELDS = tuple(field.name for field in fields(Task))

TASK_COLUMNS = tuple({"tenant": "tenant_key"}.get(name, name) for name in _TASK_FIELDS)
"""What a task is made of; the others repeat for queries what the spec says."""


def task_from(values: Sequence[Any]) -> Task:
    """Return the task whose `TASK_COLUMNS` these are; to ask a row for each by name takes twice as long."""
    return Task(**dict(zip(_TASK_FIELDS, values, strict=True)))


def task_values(task: Task) -> Values:
    return {
        "id": task.id,
        "tenant_key": task.tenant,
        "owner": task.owner,
        "chat_id": task.spec.destination.chat_id,
        "title": task.spec.title,
        "overlap": task.spec.policies.overlap,
        "spec": task.spec,
        "status": task.status,
        "revision": task.revision,
        "next_fire_time": task.next_fire_time,
        "plan_after": task.plan_after,
        "fired": task.fired,
        "failures_in_row": task.failures_in_row,
        "pause_reason": task.pause_reason,
        "pause_note": task.pause_note,
        "paused_until": task.paused_until,
        "created_at": task.created_at,
        "updated_at": task.updated_at,
        "deleted_at": task.deleted_at,
    }


def draft_of(row: DraftRow) -> Draft:
    return Draft(
        id=DraftId(row.id),
        tenant=TenantKey(row.tenant_key),
        asker=PersonId(row.asker),
        spec=row.spec,
        assumed=row.assumed,
        amends=row.amends,
        new_group=row.new_group,
        state=row.state,
        created_at=row.created_at,
        expires_at=row.expires_at,
        closed_by=PersonId(row.closed_by) if row.closed_by else None,
        closed_at=row.closed_at,
        task_id=TaskId(row.task_id) if row.task_id else None,
    )


def draft_values(draft: Draft) -> Values:
    return {
        "id": draft.id,
        "tenant_key": draft.tenant,
        "asker": draft.asker,
        "spec": draft.spec,
        "assumed": draft.assumed,
        "amends": draft.amends,
        "new_group": draft.new_group,
        "state": draft.state,
        "created_at": draft.created_at,
        "expires_at": draft.expires_at,
        "closed_by": draft.closed_by,
        "closed_at": draft.closed_at,
        "task_id": draft.task_id,
    }


def run_of(row: RunRow) -> Run:
    return Run(
        id=RunId(row.id),
        tenant=TenantKey(row.tenant_key),
        task_id=TaskId(row.task_id),
        fire_time=row.fire_time,
        kind=row.kind,
        state=row.state,
        due_at=row.due_at,
        attempt=row.attempt,
        requested_by=PersonId(row.requested_by) if row.requested_by else None,
        note=row.note,
        parent=RunId(row.parent) if row.parent else None,
        lease=_lease_of(row),
        progress=row.progress,
        cause=row.cause,
        result=row.result,
        delivery=row.delivery,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        cancel_requested_at=row.cancel_requested_at,
        cancel_requested_by=PersonId(row.cancel_requested_by) if row.cancel_requested_by else None,
        acknowledged_by=PersonId(row.acknowledged_by) if row.acknowledged_by else None,
        incident=RunId(row.incident) if row.incident else None,
        absence=row.absence,
    )


def _lease_of(row: RunRow) -> Lease | None:
    if row.lease_owner is None or row.lease_token is None or row.lease_until is None:
        return None
    return Lease(row.lease_owner, row.lease_token, row.lease_until)


def run_values(run: Run) -> Values:
    lease = run.lease
    return {
        "id": run.id,
        "tenant_key": run.tenant,
        "task_id": run.task_id,
        "fire_time": run.fire_time,
        "kind": run.kind,
        "state": run.state,
        "due_at": run.due_at,
        "attempt": run.attempt,
        "requested_by": run.requested_by,
        "note": run.note,
        "parent": run.parent,
        "lease_owner": lease.owner if lease else None,
        "lease_token": lease.token if lease else None,
        "lease_until": lease.until if lease else None,
        "progress": run.progress,
        "cause": run.cause,
        "result": run.result,
        "delivery": run.delivery,
        "created_at": run.created_at,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "cancel_requested_at": run.cancel_requested_at,
        "cancel_requested_by": run.cancel_requested_by,
        "acknowledged_by": run.acknowledged_by,
        "absence": run.absence,
        "incident": run.incident,
    }


def incident_of(row: IncidentRow) -> Incident:
    return Incident(
        run_id=RunId(row.run_id),
        tenant=TenantKey(row.tenant_key),
        task_id=TaskId(row.task_id),
        cause=row.cause,
        opened_at=row.opened_at,
        last_at=row.last_at,
        count=row.count,
        acknowledged_by=PersonId(row.acknowledged_by) if row.acknowledged_by else None,
        acknowledged_at=row.acknowledged_at,
        closed_at=row.closed_at,
        end=row.ended_as,
    )


def incident_values(incident: Incident) -> Values:
    return {
        "run_id": incident.run_id,
        "tenant_key": incident.tenant,
        "task_id": incident.task_id,
        "cause": incident.cause,
        "opened_at": incident.opened_at,
        "last_at": incident.last_at,
        "count": incident.count,
        "acknowledged_by": incident.acknowledged_by,
        "acknowledged_at": incident.acknowledged_at,
        "closed_at": incident.closed_at,
        "ended_as": incident.end,
    }


def event_of(row: RunEventRow) -> RunEvent:
    return RunEvent(row.at, row.kind, row.text)


def event_values(tenant: TenantKey, run_id: RunId, event: RunEvent) -> Values:
    return {
        "tenant_key": tenant,
        "run_id": run_id,
        "at": event.at,
        "kind": event.kind,
        "text": event.text,
    }


def artifact_of(row: ArtifactRow) -> Artifact:
    return Artifact(row.kind, row.name, row.content)


def artifact_values(tenant: TenantKey, run_id: RunId, artifact: Artifact) -> Values:
    return {
        "tenant_key": tenant,
        "run_id": run_id,
        "kind": artifact.kind,
        "name": artifact.name,
        "content": artifact.content,
    }
