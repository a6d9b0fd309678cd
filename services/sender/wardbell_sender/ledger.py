"""All SQL of the ledger, in which every message stands once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import asyncpg

from wardbell_events import Address
from wardbell_runtime import Running, Tx
from wardbell_sender import pair, pauses

Lane = Literal["urgent", "reply", "notice"]

WAIT_FOR_UNCLEAR = timedelta(seconds=20)
"""How long a patient's later messages wait for one whose fate is unclear."""

SET_STATE = """
update message
   set state = new.state, wamid = coalesce(new.wamid, message.wamid), error_code = new.code,
       finished_at = new.at,
       delivered_at = coalesce(message.delivered_at, new.delivered_at),
       -- WhatsApp may still refuse it, and then it is sent again, or by its template.
       content = case when new.state in ('accepted', 'sent') then message.content end,
       template = case when new.state in ('accepted', 'sent') then message.template end,
       unreached = case when new.state in ('accepted', 'sent') then message.unreached end
  from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[],
              $6::timestamptz[]) as new (id, state, wamid, code, at, delivered_at)
 where message.id = new.id
"""
PUT_BACK = """
update message
   set state = case when $6 then 'deferred' else 'ready' end,
       try_at = $2, due_at = $2, error_code = $3,
       refused_wamids = case when $4::text is null then refused_wamids
                             else array_append(refused_wamids, $4) end,
       unreached = coalesce($5, unreached)
 where id = $1
"""
MOVED = """
update message m set try_at = $2
  from contact c
 where m.contact_id = $1 and c.id = $1 and m.state = 'ready' and m.try_at > $2
   and m.unreached <> coalesce(c.wa_id, c.user_id)
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process is to send now."""

    id: UUID
    contact_id: UUID
    number: str
    content: str | None
    template: str | None
    only_template: bool
    unasked: bool
    """Nobody has asked for it: quiet hours apply."""
    may_wait: bool
    """It is neither urgent nor a security code."""
    language: str
    expires_at: datetime | None
    wa_id: str | None
    user_id: str | None
    window_until: datetime | None
    attempts: int
    claimed_until: datetime
    """From then on its fate is unclear, and others may send it: no call may last longer."""
    behind: datetime | None = None
    """The hour that the patient's earlier messages are held until; this one is not to pass them."""
    campaigns_after: datetime | None = None
    """Of a campaign: its patient is sent none before that."""
    quiet_hours: str | None = None
    """The patient's own, and their time zone; None: as at their site."""
    time_zone: str | None = None
    unreached: str | None = None
    """The address at which WhatsApp did not find the patient."""

    @property
    def address(self) -> str | None:
        """Where it goes, as `payload` has it: the number where both are known."""
        return self.wa_id or self.user_id


def close_window(tx: Tx, contact_id: UUID, message_id: UUID, refused: str | None = None) -> None:
    """WhatsApp says that the patient has not written for 24 hours: the template goes instead.

    Args:
        refused: WhatsApp's id of the try, of which statuses may still come
    """
    tx.take_back(SET_STATE, message_id)  # what the same batch said of the refused try
    tx.later("update contact set window_until = $2 where id = $1", contact_id, tx.now)
    tx.later(
        "update message set state = 'ready', try_at = $2, due_at = $2, only_template = true,"
        " refused_wamids = case when $3::text is null then refused_wamids"
        " else array_append(refused_wamids, $3) end where id = $1",
        message_id,
        tx.now,
        refused,
    )


def put_back(
    tx: Tx,
    message_id: UUID,
    at: datetime,
    code: int | None,
    wamid: str | None,
    unreached: str | None = None,
    *,
    aside: bool = False,
) -> None:
    """WhatsApp refused it, at once or later, and it did not go out: it is in the line again.

    Args:
        unreached: the address at which the patient is not
        aside: nothing waits for it
    """
    tx.take_back(SET_STATE, message_id)  # what the same batch said of the refused try
    tx.later(PUT_BACK, message_id, at, code, wamid, unreached, aside, instead_of=message_id)


def moved(tx: Tx, contact_id: UUID) -> None:
    """What waits for another address of a contact goes at once, if there is one."""
    tx.later(MOVED, contact_id, tx.now, instead_of=contact_id)


def try_was_refused(tx: Tx, message_id: UUID, wamid: str, code: int | None) -> None:
    """WhatsApp has refused a try, and another one is under way or to come."""
    tx.later(
        "update message set refused_wamids = array_append(refused_wamids, $2), error_code = $3"
        " where id = $1",
        message_id,
        wamid,
        code,
    )


async def known(tx: Tx, ids: Iterable[UUID]) -> set[UUID]:
    """Those messages that stand in the ledger already."""
    rows = await tx.fetch("select id from message where id = any($1)", list(ids))
    return {row["id"] for row in rows}


async def unoccupied(
    tx: Tx, contacts: Mapping[UUID, str], *, urgent: bool
) -> dict[UUID, tuple[Address | None, datetime | None]]:
    """Of contacts (id to our number) those of whom nothing waits or is under way in a lane.

    Nor were they sent as much as Meta lets us, unless it is urgent. Returns their addresses, None
    where there is none yet, and until when anything may be sent.
    """
    rows = await tx.fetch(
        """
        select asked.id, c.wa_id, c.user_id, c.window_until
          from unnest($1::uuid[], $2::text[]) as asked (id, number)
          left join contact c on c.id = asked.id
         where not exists (select 1 from paused_number p
                            where p.number = asked.number
                              and (p.state <> 'accepted' or p.until > $4))
           and not exists (select 1 from message e
                            where e.contact_id = asked.id
                              and e.state in ('ready', 'claimed', 'unclear')
                              and (e.lane = 'urgent') = $3)
           and ($3 or c.lasts_until is null or c.lasts_until <= $5)
        """,
        list(contacts),
        list(contacts.values()),
        urgent,
        tx.now,
        pair.lasts_at_most(tx.now),
    )
    return {
        id_: (Address(wa_id=wa_id, user_id=user_id) if wa_id or user_id else None, until)
        for id_, wa_id, user_id, until in rows
    }


def add(
    tx: Tx,
    *,
    message_id: UUID,
    contact_id: UUID,
    number: str,
    lane: Lane,
    service: str,
    content: str,
    template: str | None,
    language: str,
    purpose: str,
    campaign: str | None,
    unasked: bool,
    not_before: datetime | None,
    expires_at: datetime | None,
    expects: str | None,
    context: bytes,
    claimed_until: datetime | None,
) -> None:
    """Enter a message. One that stands in the ledger already is not entered again.

    Args:
        claimed_until: of a message that this process sends as soon as it is committed
    """
    tx.later_as_set(
        """
        insert into message (id, contact_id, number, lane, service, content, template, language,
                             purpose, unasked, expires_at, expects, context, state, attempts,
                             try_at, requested_at, claimed_until, template_name, unwanted,
                             campaign, due_at)
        select id, contact_id, number, lane, service, content, template, language,
               purpose, unasked, expires_at, expects, context,
               case when until is not null then 'claimed'
                    when not_before > at then 'deferred' else 'ready' end,
               case when until is null then 0 else 1 end, greatest(at, not_before), at, until,
               template ->> 'name',
               unasked and exists (
                   select from contact c
                    where c.id = new.contact_id
                      and (not c.notices or new.purpose = any(c.refused))),
               campaign, at
          from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[],
                      $7::jsonb[], $8::text[], $9::text[], $10::bool[], $11::timestamptz[],
                      $12::timestamptz[], $13::jsonb[], $14::bytea[], $15::timestamptz[],
                      $16::timestamptz[], $17::text[])
               with ordinality as new (id, contact_id, number, lane, service, content, template,
                                       language, purpose, unasked, not_before, expires_at, expects,
                                       context, at, until, campaign, position)
         order by position
        on conflict (id) do nothing
        """,
        message_id,
        contact_id,
        number,
        lane,
        service,
        content,
        template,
        language,
        purpose,
        unasked,
        not_before,
        expires_at,
        expects,
        context,
        tx.now,
        claimed_until,
        campaign,
    )


async def claim(
    running: Running, number: str, *, urgent: bool, limit: int, lease: timedelta
) -> list[Claimed]:
    """Take messages to send now from a number: of each contact only the oldest under way.

    The claim commits before WhatsApp is called: a crash leaves `claimed`, which turns `unclear`,
    never back into `ready`.
    """
    now = running.clock.now()
    rows = await running.pool.fetch(
        """
        with next as (
            select m.id
              from message m
              join contact c on c.id = m.contact_id
             where m.state = 'ready'
               and m.try_at <= $1
               and m.number = $6
               and (c.wa_id is not null or c.user_id is not null)
               and (m.lane = 'urgent') = $2
               and (not m.unasked or c.notices and m.purpose <> all(c.refused))
               -- as much as Meta lets us send to one patient; urgent ones are worth a refusal
               and ($2 or c.lasts_until is null or c.lasts_until <= $7)
               -- about no row, both of them: looked up once, however many wait
               and not (m.unasked and m.purpose = 'campaign'
                        and exists (select 1 from paused_campaigns p
                                     where p.number = $6 and p.until > $1))
               -- whoever mends a token does not tell us: an urgent one asks sooner
               and not exists (select 1 from paused_number p
                                where p.number = $6 and p.until > $1
                                  and not ($2 and p.state = 'paused'
                                           and p.until - p.wait <= $8))
               -- order per patient: nothing older under way, save what has been unclear for long;
               -- an urgent message waits for urgent ones only
               and not exists (
                   select 1 from message e
                    where e.contact_id = m.contact_id
                      and e.seq < m.seq
                      and e.state in ('ready', 'claimed', 'unclear')
                      and (e.lane = 'urgent') = $2
                      and (e.state <> 'unclear' or (e.unclear_since > $5 and not $2)))
             -- answers before what nobody waits for
             order by (m.lane = 'notice'), m.try_at
             limit $3
               for update of m skip locked
        ), taken as materialized (
            -- one alone where WhatsApp has refused the number, until it has taken that one
            select id from next
             limit case when exists (select 1 from paused_number p
                                      where p.number = $6 and p.state <> 'accepted')
                        then 1 else $3::bigint end
        ), probe as (
            update paused_number set state = 'probing', until = $4
             where number = $6 and state <> 'accepted' and exists (select 1 from taken)
        )
        update message m
           set state = 'claimed', attempts = attempts + 1, claimed_until = $4
          from taken, contact c
         where m.id = taken.id and c.id = m.contact_id
        returning m.id, m.contact_id, m.number, m.content, m.template, m.only_template, m.unasked,
                  m.lane <> 'urgent' and m.purpose <> 'security', m.language, m.expires_at,
                  c.wa_id, c.user_id, c.window_until, m.attempts, m.claimed_until,
                  case when m.unasked then (
                      select max(e.try_at) from message e
                       where e.contact_id = m.contact_id and e.seq < m.seq
                         and e.state = 'deferred' and e.held) end,
                  case when m.unasked and m.purpose = 'campaign' then c.campaigns_after end,
                  c.quiet_hours, c.time_zone, m.unreached
        """,
        now,
        urgent,
        limit,
        now + lease,
        now - WAIT_FOR_UNCLEAR,
        number,
        pair.lasts_at_most(now),
        now - pauses.URGENT_ASKS_AFTER,
    )
    return [Claimed(*row) for row in rows]


WAITING = """
-- Each step goes to the next number, and to the first of its line, by the index `message_line`: all
-- that waits may be 100,000. `(select $1)`: of a constant Postgres would make `lane <> 'urgent'`,
-- which the index does not know.
with recursive line (number) as (
    select min(number) from message where state = 'ready' and (lane = 'urgent') = (select $1::bool)
    union all
    select (select min(m.number) from message m
             where m.state = 'ready' and (m.lane = 'urgent') = (select $1::bool)
               and m.number > line.number)
      from line where line.number is not null
)
select number, min(try_at) as try_at from (
    select line.number, first.try_at
      from line, (values (false), (true)) as half (notice),
           lateral (select m.try_at from message m
                     where m.state = 'ready' and (m.lane = 'urgent') = (select $1::bool)
                       and m.number = line.number and (m.lane = 'notice') = half.notice
                     order by m.try_at limit 1) as first
    union all
    select number, null from message
     where state in ('claimed', 'unclear') and (lane = 'urgent') = (select $1::bool)
) as open group by number
"""


async def waiting(running: Running, *, urgent: bool) -> dict[str, datetime | None]:
    """Of which numbers a lane has something open, and when its next message may be tried.

    None: only what is under way or unclear, which may have to be sent again.
    """
    rows = await running.pool.fetch(WAITING, urgent)
    return {row["number"]: row["try_at"] for row in rows}


async def lock_messages(tx: Tx, ids: Iterable[UUID]) -> Sequence[asyncpg.Record]:
    """The ledger's rows of some messages, locked."""
    return await tx.fetch(
        "select id, contact_id, number, service, purpose, campaign, state, category,"
        " refused_wamids, wamid, error_code, template is not null as templated, only_template,"
        " coalesce(content, template) is not null as kept, fallback, expects, context, attempts,"
        " doubts, unreached"
        " from message"
        " where id = any($1) order by id for update",
        list(ids),
    )


async def ids_by_wamid(tx: Tx, wamids: Iterable[str]) -> dict[str, UUID]:
    """Our ids of messages that a status names only by WhatsApp's id."""
    rows = await tx.fetch("select wamid, id from message where wamid = any($1)", list(wamids))
    return {row["wamid"]: row["id"] for row in rows}


def set_state(
    tx: Tx,
    message_id: UUID,
    state: str,
    *,
    wamid: str | None = None,
    error_code: int | None = None,
    delivered_at: datetime | None = None,
) -> None:
    """A message's fate is known; once it is more than `sent` its content is not needed any more.

    Args:
        delivered_at: WhatsApp's time of the first status that says so
    """
    tx.take_back(PUT_BACK, message_id)
    tx.later_as_set(
        SET_STATE,
        message_id,
        state,
        wamid,
        error_code,
        tx.now,
        delivered_at,
        instead_of=message_id,
    )


def set_category(tx: Tx, message_id: UUID, category: str, *, billable: bool) -> None:
    """What a message is billed as."""
    tx.later_as_set(
        "update message set category = new.category, billable = new.billable"
        " from unnest($1::uuid[], $2::text[], $3::boolean[]) as new (id, category, billable)"
        " where message.id = new.id",
        message_id,
        category,
        billable,
        instead_of=message_id,
    )


def set_wamid(tx: Tx, message_id: UUID, wamid: str) -> None:
    """A status was quicker than WhatsApp's answer, which brings the id."""
    tx.later("update message set wamid = $2 where id = $1", message_id, wamid)


def try_again(
    tx: Tx, message_id: UUID, at: datetime, code: int | None, *, aside: bool = False
) -> None:
    """It surely did not go out.

    Args:
        aside: nothing waits for it
    """
    tx.later(
        "update message set state = case when $4 then 'deferred' else 'ready' end,"
        " try_at = $2, error_code = $3 where id = $1",
        message_id,
        at,
        code,
        aside,
    )


def not_tried(tx: Tx, message_id: UUID, at: datetime) -> None:
    """It was claimed, and nothing done: what comes later goes on waiting for it."""
    tx.later(
        "update message set state = 'ready', try_at = $2, attempts = attempts - 1 where id = $1",
        message_id,
        at,
    )


def defer(tx: Tx, message_id: UUID, until: datetime, *, alone: bool) -> None:
    """It was not tried: we hold it.

    Args:
        alone: without what comes later and nobody has asked for
    """
    tx.later(
        "update message set state = 'deferred', held = not $3, try_at = $2, attempts = attempts - 1"
        " where id = $1",
        message_id,
        until,
        alone,
    )


def doubt(tx: Tx, message_id: UUID, code: int | None) -> None:
    """It may have gone out."""
    tx.later(
        "update message set state = 'unclear', unclear_since = $2, doubts = doubts + 1,"
        " error_code = $3 where id = $1",
        message_id,
        tx.now,
        code,
    )
