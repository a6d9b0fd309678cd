"""Time turned into work: at its time, once, in the transaction of what asked for it."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from wardbell_events import Envelope
from wardbell_events.topics import INBOUND_TRIAGE as OUT
from wardbell_runtime import Transient, due, schedule, unschedule
from wardbell_runtime.records import pack_envelope

REMIND = "remind"


def reminders(handler, **kw):
    """Declares a timer on a service."""
    return lambda service: service.timers(REMIND, handler, **kw)


async def write_job(tx, job):
    await tx.execute(
        "insert into effect (contact_id, n, event_id) values ($1, $2, $3)",
        job.contact_id,
        job.payload["word"],
        job.id,
    )


async def ask_for_one(tx, event):
    """Whatever was said is said again in half a second."""
    due = tx.now + timedelta(seconds=0.5)
    schedule(tx, REMIND, event.contact_id, due, word=event.said.body)


async def put_job(scribe, envelope, contact, due_at):
    await scribe.sql(
        "insert into due_job (id, timer, contact_id, due_at, context, payload)"
        " values ($1, $2, $3, $4, $5, $6)",
        uuid4(),
        REMIND,
        contact,
        due_at,
        pack_envelope(Envelope.parse(envelope())),
        '{"word": "take it"}',
    )


async def no_jobs(scribe):
    return await scribe.value("select count(*) from due_job") == 0


async def test_a_job_is_done_at_its_time_and_once_by_whichever_pod(scribe):
    contacts = [uuid4() for _ in range(100)]
    pods = [scribe.service(ask_for_one, more=reminders(write_job)) for _ in range(2)]
    async with scribe.at_work(*pods):
        await scribe.say_together(dict.fromkeys(contacts, "take it"))

        assert await scribe.told(100) == {contact: ["take it"] for contact in contacts}
        await scribe.until(lambda: no_jobs(scribe))
        done = [await scribe.metric(pod, "wardbell_timers_handled_total") for pod in pods]
        assert sum(done) == 100
    early = "select count(*) from inbox i join due_job d on d.due_at > i.event_time"
    assert await scribe.value(early) == 0


async def test_what_is_due_already_is_done_at_once(scribe, monkeypatch):
    monkeypatch.setattr(due, "POLL_SECONDS", 60)
    ada = uuid4()

    async def ask_for_one_now(tx, event):
        schedule(tx, REMIND, event.contact_id, tx.now, word=event.said.body)

    async with scribe.at_work(scribe.service(ask_for_one_now, more=reminders(write_job))):
        await scribe.say(ada, "first")
        assert await scribe.told(1) == {ada: ["first"]}


async def test_a_job_comes_and_goes_with_what_its_event_does(scribe):
    """Jobs are sent together before the commit, in whatever order: the last word counts."""
    crowd, ben, jobs = [uuid4() for _ in range(5)], uuid4(), {}

    async def handler(tx, event):
        word = event.said.body
        if word == "book":
            due = tx.now + timedelta(seconds=0.5)
            jobs[event.contact_id] = schedule(tx, REMIND, event.contact_id, due, word=word)
        if word == "cancel":
            unschedule(tx, jobs.get(event.contact_id, uuid4()))
        if word == "bug":
            schedule(tx, REMIND, event.contact_id, tx.now, word=word)
            raise ValueError

    for ada in crowd:
        await scribe.say(ada, "cancel", "book", "cancel", "book", "cancel", "book")
    async with scribe.at_work(scribe.service(handler, more=reminders(write_job))):
        await scribe.say(ben, "bug", "book")
        await scribe.told(6)
        await scribe.say(ben, "book")
        await scribe.until(lambda: scribe.value("select count(*) from due_job"))
        await scribe.say(ben, "cancel")
        await scribe.until(lambda: no_jobs(scribe))
    assert await scribe.effects() == {contact: ["book"] for contact in [*crowd, ben]}


async def test_a_job_that_fails_holds_up_no_other_and_is_tried_again(scribe):
    ada, others, failed = uuid4(), [uuid4() for _ in range(20)], []

    async def handler(tx, job):
        await write_job(tx, job)
        if job.contact_id == ada:
            failed.append(job.attempts)
            raise ValueError

    service = scribe.service(ask_for_one, more=reminders(handler))
    async with scribe.at_work(service):
        await scribe.say_together(dict.fromkeys([ada, *others], "take it"))

        assert await scribe.told(20) == {contact: ["take it"] for contact in others}
        await scribe.until(
            lambda: scribe.metric(service, "wardbell_timers_handled_total", outcome="failed")
        )
    assert await scribe.value("select attempts from due_job where contact_id = $1", ada) == 1


async def test_a_job_that_fails_for_days_is_late_and_not_lost(scribe, envelope):
    ada, mended, due_at = uuid4(), asyncio.Event(), datetime.now(UTC) - timedelta(days=2)

    async def handler(tx, job):
        if not mended.is_set():
            raise ValueError
        assert job.due_at == due_at
        await write_job(tx, job)

    async def late_by_two_days():
        late = await scribe.metric(service, "wardbell_timers_overdue_seconds")
        return late > timedelta(days=2).total_seconds()

    def failed(times):
        return lambda: scribe.value("select attempts = $1 from due_job", times)

    service = scribe.service(ask_for_one, more=reminders(handler))
    async with scribe.at_work(service):
        await put_job(scribe, envelope, ada, due_at)
        await scribe.until(failed(1))
        for attempts in (11, 2000):
            await scribe.sql("update due_job set attempts = $1, due_at = now()", attempts - 1)
            await scribe.until(failed(attempts))
            wait = await scribe.value("select extract(epoch from due_at - now()) from due_job")
            assert 3500 < wait <= 3600
        await scribe.until(late_by_two_days)

        mended.set()
        await scribe.sql("update due_job set due_at = now()")
        assert await scribe.told(1) == {ada: ["take it"]}
        await scribe.until(lambda: scribe.is_metric(0, service, "wardbell_timers_overdue_seconds"))


async def test_a_job_that_an_older_version_gave_up_is_tried_again(scribe, envelope, monkeypatch):
    """Those ran on after the schema was brought up to date, and put jobs a year ahead."""
    monkeypatch.setattr("wardbell_runtime.service.HOUR_SECONDS", 0.1)
    ada, due_at = uuid4(), datetime.now(UTC) - timedelta(days=2)

    async def handler(tx, job):
        assert abs(job.due_at - due_at) <= timedelta(days=1)  # a year may have a day more
        await write_job(tx, job)

    await put_job(scribe, envelope, ada, due_at + timedelta(days=365))
    async with scribe.at_work(scribe.service(ask_for_one, more=reminders(handler))):
        await asyncio.sleep(0.5)
        assert await scribe.effects() == {}  # it has not failed: it is not due before
        await scribe.sql("update due_job set attempts = 5")
        assert await scribe.told(1) == {ada: ["take it"]}


async def test_jobs_wait_while_what_they_lead_to_could_not_be_published(
    scribe, envelope, monkeypatch
):
    """They would fill the outbox as long as Kafka is away; late is told by the gauge as ever."""
    monkeypatch.setattr("wardbell_runtime.outbox.BACKLOG", 100)
    ada = uuid4()
    service = scribe.service(ask_for_one, more=reminders(write_job))

    async def overdue():
        return await scribe.metric(service, "wardbell_timers_overdue_seconds") > 1

    async with scribe.at_work(service):
        async with scribe.backlog(101):
            await scribe.until(service.backlogged)
            await put_job(scribe, envelope, ada, datetime.now(UTC))
            await scribe.until(overdue)
            assert await scribe.effects() == {}
        assert await scribe.told(1) == {ada: ["take it"]}


async def test_an_urgent_job_and_what_it_leads_to_pass_whatever_could_not_be_published(
    scribe, envelope, said, monkeypatch
):
    """As the one that calls again for an emergency nobody has taken."""
    monkeypatch.setattr("wardbell_runtime.outbox.BACKLOG", 100)
    ada = uuid4()

    async def call_again(tx, job):
        tx.emit(said(job.contact_id, "again"), topic=OUT)

    service = scribe.service(ask_for_one, more=reminders(call_again, urgent=True))
    async with (
        scribe.room.listening(OUT) as heard,
        scribe.at_work(service),
        scribe.backlog(101),
    ):
        await scribe.until(service.backlogged)
        await put_job(scribe, envelope, ada, datetime.now(UTC))

        _, event = await heard.next()
        assert (event.contact_id, event.said.body) == (ada, "again")
        assert service.backlogged()


async def test_a_job_whose_neighbour_is_away_waits_for_it(scribe):
    ada, faults = uuid4(), [Transient, OSError, Transient] * 3

    async def handler(tx, job):
        await write_job(tx, job)
        if faults:
            raise faults.pop(0)

    service = scribe.service(ask_for_one, more=reminders(handler))
    async with scribe.at_work(service):
        await scribe.say(ada, "take it")
        await scribe.until(lambda: scribe.metric(service, "wardbell_timers_overdue_seconds"))

        assert await scribe.told(1) == {ada: ["take it"]}
        await scribe.until(lambda: no_jobs(scribe))


async def test_consumers_and_timers_of_two_pods_write_the_same_contacts_without_deadlock(
    scribe, caplog
):
    contacts, rounds = [uuid4() for _ in range(12)], 25
    await scribe.sql("create table seen (contact_id uuid primary key, times int not null)")
    write = (
        "insert into seen values ($1, 1)"
        " on conflict (contact_id) do update set times = seen.times + 1 returning pg_sleep(0.002)"
    )
    deadlocks = "select deadlocks from pg_stat_database where datname = current_database()"
    before = await scribe.value(deadlocks)

    async def handler(tx, event):
        await tx.execute(write, event.contact_id)
        schedule(tx, REMIND, event.contact_id, tx.now, word=event.said.body)

    async def timer(tx, job):
        await tx.execute(write, job.contact_id)

    async def all_seen():
        return await scribe.value("select sum(times) from seen") == 2 * rounds * len(contacts)

    async with scribe.at_work(*(scribe.service(handler, more=reminders(timer)) for _ in range(2))):
        for n in range(rounds):
            await scribe.say_together(dict.fromkeys(contacts, n))
            await asyncio.sleep(0.05)  # some load, for some seconds
        await scribe.until(all_seen)
    assert await scribe.value(deadlocks) == before
    assert "timer round failed" not in caplog.text
    assert await scribe.value("select count(*) from parked") == 0


async def test_a_round_reads_once_what_all_its_jobs_need(scribe):
    rounds = []

    async def read(tx, jobs):
        rounds.append(len(jobs))
        tx.loaded = {job.id: job.payload["word"] for job in jobs}

    async def write_loaded(tx, job):
        assert tx.loaded[job.id] == job.payload["word"]
        await write_job(tx, job)

    contacts = [uuid4() for _ in range(20)]
    service = scribe.service(
        ask_for_one, more=lambda made: made.timers(REMIND, write_loaded, prepare=read)
    )
    async with scribe.at_work(service):
        await scribe.say_together(dict.fromkeys(contacts, "take it"))
        assert await scribe.told(20) == {contact: ["take it"] for contact in contacts}
    assert sum(rounds) == 20
    assert len(rounds) < 20
