"""Bare due jobs: rows claimed with SKIP LOCKED, and a line for each; nothing is published."""

from __future__ import annotations

import asyncio
import os
import time

import asyncpg

CLAIM = 500
ROUND = """
with claimed as (
    delete from due_job where id in (
        select id from due_job where timer = 'remind' and due_at <= to_timestamp($1)
         order by due_at limit $2 for update skip locked)
    returning id, due_at)
insert into bench_done (id, ms) select id, 1000 * ($1 - extract(epoch from due_at)) from claimed
"""


async def main() -> None:
    """Claim what is due until killed."""
    schema = "reminders" + os.environ["WARDBELL_SCHEMA_SUFFIX"]
    conn = await asyncpg.connect(
        os.environ["DATABASE_URL"], server_settings={"search_path": schema, "jit": "off"}
    )
    while True:
        tag = await conn.execute(ROUND, time.time(), CLAIM)
        if tag == "INSERT 0 0":
            await asyncio.sleep(0.005)


if __name__ == "__main__":
    asyncio.run(main())
