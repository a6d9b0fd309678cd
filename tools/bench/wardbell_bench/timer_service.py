"""A service whose due jobs leave a line each: what the runtime's timers cost, and nothing else."""

from __future__ import annotations

import asyncio

from wardbell_runtime import Job, Service, Settings, Tx

LINE = "insert into bench_done (id, ms) select * from unnest($1::uuid[], $2::float[])"


async def done(tx: Tx, job: Job) -> None:
    """It is claimed; a second time would break the key."""
    late = (tx.now - job.due_at).total_seconds() * 1000
    tx.later_as_set(LINE, job.id, late, instead_of=job.id)


def service() -> Service:
    """In the schema and on the jobs of reminders."""
    made = Service("reminders", Settings())
    made.timers("remind", done)
    return made


if __name__ == "__main__":
    asyncio.run(service().run())
