"""Numbers from which WhatsApp does not let us send: nothing at all, or no campaigns. All SQL of it
but what a claim asks.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from wardbell_runtime import Running, Tx, warn

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=15)
"""After how long a number that WhatsApp does not let us send from is tried again, and at last."""
URGENT_ASKS_AFTER = timedelta(minutes=1)
"""How long after a refusal one urgent message tries a number, however long it is paused."""
PAUSES_REMEMBERED = timedelta(hours=1)
"""A number that is refused again within this time is paused for longer."""
MAY_BE_TAKEN_BACK = timedelta(seconds=3)
"""How long a status takes that says it is refused all the same."""


def pause_number(tx: Tx, number: str, code: int) -> None:
    """Nothing is sent from a number for a while; for longer each time that a try was refused."""
    warn("number paused: WhatsApp refuses to send from it", code=code)
    tx.later(
        """
        insert into paused_number as p (number, until, error_code)
        values ($1, $2::timestamptz + $4::interval, $3)
        on conflict (number) do update
           set state = 'paused', error_code = excluded.error_code,
               (wait, until) = (
                   -- what was under way when it was paused says nothing new
                   select w, case when p.state = 'paused' and p.until > $2::timestamptz then p.until
                                  else $2::timestamptz + w end
                     from (select case when p.state = 'paused' then p.wait
                                       when p.until > $5::timestamptz
                                       then least(p.wait * 2, $6::interval)
                                       else $4::interval end as w) as next)
        """,
        number,
        tx.now,
        code,
        FIRST_PAUSE,
        tx.now - PAUSES_REMEMBERED,
        LONGEST_PAUSE,
        instead_of=number,
    )


def number_accepted(tx: Tx, number: str) -> None:
    """WhatsApp has taken the message that tried a paused number; a status may still refuse it."""
    tx.later(
        "update paused_number set state = 'accepted', until = $2"
        " where number = $1 and state = 'probing'",
        number,
        tx.now + MAY_BE_TAKEN_BACK,
        instead_of=number,
    )


def pause_campaigns(tx: Tx, number: str, until: datetime, code: int) -> None:
    """No campaign is sent from a number for a while, counted from the last refusal."""
    tx.later(
        "insert into paused_campaigns (number, until, error_code) values ($1, $2, $3)"
        " on conflict (number) do update"
        " set until = excluded.until, error_code = excluded.error_code",
        number,
        until,
        code,
        instead_of=number,
    )


async def paused_numbers(running: Running) -> list[tuple[str, int]]:
    """Numbers from which nothing is sent now, and Meta's code for why."""
    rows = await running.pool.fetch(
        "select number, error_code from paused_number where until > $1 and state <> 'accepted'",
        running.clock.now(),
    )
    return [(row["number"], row["error_code"]) for row in rows]


async def paused_campaigns(running: Running) -> list[tuple[str, int]]:
    """Numbers from which no campaign is sent now, and Meta's code for why."""
    rows = await running.pool.fetch(
        "select number, error_code from paused_campaigns where until > $1", running.clock.now()
    )
    return [(row["number"], row["error_code"]) for row in rows]
