"""A task's failures in a row, counted in the transaction that ends a run."""

from sqlalchemy import and_, update
from sqlalchemy.ext.asyncio import AsyncSession

from scheduler.model import FAILURE_STATES, Run, RunKind, RunState
from storage.tables import TaskRow


async def count(session: AsyncSession, run: Run, state: RunState) -> None:
    """Move the count on after a scheduled run ended in `state`; what goes back to the queue says nothing."""
    if run.kind is not RunKind.SCHEDULED:
        return
    its_task = TaskRow.id == run.task_id
    if state is RunState.SUCCEEDED:
        statement = (
            update(TaskRow).where(and_(its_task, TaskRow.failures_in_row > 0)).values(failures_in_row=0)
        )
    elif state in FAILURE_STATES:
        statement = update(TaskRow).where(its_task).values(failures_in_row=TaskRow.failures_in_row + 1)
    else:
        return
    await session.execute(statement.execution_options(synchronize_session=False))
