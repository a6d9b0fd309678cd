"""What staff do with the address of a practitioner's busy times: see, renew and end it."""

from __future__ import annotations

from dataclasses import replace

from wardbell_dialogue import links
from wardbell_runtime import Running, Tx, uuid7
from wardbell_scheduling import busy_feed, staff
from wardbell_scheduling.busy_feed import Feed
from wardbell_scheduling.dialogue import SAY
from wardbell_scheduling.staff import Operator, Refused


async def address(
    running: Running,
    site: str,
    practitioner: str,
    public_url: str,
    language: str,
    by: Operator,
    *,
    renew: bool = False,
) -> str:
    """The address to subscribe to, which is made if there is none.

    Args:
        language: of the one word that it shows, where it is made
        renew: end the one there is, and make another
    """
    if not public_url:
        raise Refused("PUBLIC_URL is not set: it says where services/pages is reached")
    async with running.transaction() as tx:
        clinic = await staff.clinic_of(tx, site)
        staff.known(clinic.practitioners, practitioner, "practitioner")
        staff.known(SAY.languages, language, "language")
        tx.cause = staff.command(site, "", site, tx.now)
        feed = await _begun(tx, site, practitioner, language)
        made = renew or feed.token is None
        if made:
            await _end(tx, feed)
            feed = await _set_token(tx, replace(feed, language=language), links.new_token())
            await busy_feed.publish(tx, clinic, feed)
            busy_feed.look_daily(tx, feed)
        staff.audit(tx, by.name, "feed-made" if made else "feed-shown", detail=practitioner)
        assert feed.token is not None  # noqa: S101
        return links.link(public_url, feed.token)


async def end(running: Running, site: str, practitioner: str, by: Operator) -> None:
    """There is no address any more; also of somebody whom the clinic's file names no longer."""
    async with running.transaction() as tx:
        clinic = await staff.clinic_of(tx, site)
        tx.cause = staff.command(site, "", site, tx.now)
        feed = await _found(tx, site, practitioner)
        if feed is None:
            return staff.known(clinic.practitioners, practitioner, "practitioner")
        await _end(tx, feed)
        await _set_token(tx, feed, None)
        staff.audit(tx, by.name, "feed-ended", detail=practitioner)
    return None


async def _begun(tx: Tx, site: str, practitioner: str, language: str) -> Feed:
    """A practitioner's feed, locked; without an address if there was none."""
    await tx.execute(
        "insert into busy_feed (site, practitioner, mark, language, version)"
        " values ($1, $2, $3, $4, 0) on conflict do nothing",
        site,
        practitioner,
        uuid7(),
        language,
    )
    feed = await _found(tx, site, practitioner)
    assert feed is not None  # noqa: S101
    return feed


async def _found(tx: Tx, site: str, practitioner: str) -> Feed | None:
    row = await tx.fetchrow(
        "select site, practitioner, mark, token, language, version from busy_feed"
        " where site = $1 and practitioner = $2 for update",
        site,
        practitioner,
    )
    return Feed(*row) if row else None


async def _set_token(tx: Tx, feed: Feed, token: bytes | None) -> Feed:
    await tx.execute(
        "update busy_feed set token = $2, language = $3 where mark = $1",
        feed.mark,
        token,
        feed.language,
    )
    return replace(feed, token=token)


async def _end(tx: Tx, feed: Feed) -> None:
    """The page behind an address is no more: its last version has expired already."""
    if feed.token is not None:
        await busy_feed.put(tx, feed, b"", tx.now)
