"""Staff are told of every task, and again when nobody takes it."""

import asyncio
import hashlib
import hmac
import json
from datetime import timedelta
from functools import partial
from uuid import uuid4

from wardbell_desk.courier import Courier
from wardbell_events import topics
from wardbell_runtime import locks

WAITS_FOR_A_LOCK = """
select exists (select from pg_locks l join pg_stat_activity a using (pid)
                where l.locktype = 'advisory' and not l.granted
                  and a.application_name = 'wardbell ' || $1)
"""

SECRET = b"secret-of-the-webhook"


async def test_an_emergency_is_listed_mailed_and_posted_with_a_right_signature(desk, mailbox, hook):
    event = await desk.opens()

    to, mail = await mailbox.next()
    assert to == ["nurse@clinic.example", "ward@clinic.example"]
    assert mail["Subject"] == "URGENT: Emergency, Wardbell Clinic"
    assert str(event.task_id) in mail.get_content()

    _, signature, raw = await hook.next()
    assert signature == "sha256=" + hmac.new(SECRET, raw, hashlib.sha256).hexdigest()
    posted = json.loads(raw)
    assert posted["task_id"] == str(event.task_id)
    assert (posted["type"], posted["kind"], posted["priority"], posted["site"]) == (
        "task.opened",
        "emergency",
        "urgent",
        "main",
    )
    assert mail["Message-ID"] != f"<{posted['id']}@clinic.example>"

    (task,) = await desk.listed()
    assert (task["id"], task["status"], task["reason"]) == (
        str(event.task_id),
        "requested",
        "en/chest-pain",
    )


async def test_staff_hear_of_an_emergency_while_other_tasks_cannot_go_on(desk, mailbox):
    async with desk.room.database(desk.schema) as conn, conn.transaction():
        stuck = uuid4()
        await locks.lock(conn, desk.schema, [str(stuck)])
        await desk.opens(kind="call_back", priority="normal", contact=stuck)
        await desk.eventually(partial(desk.one, WAITS_FOR_A_LOCK, desk.schema))

        await desk.opens()

        _, mail = await asyncio.wait_for(mailbox.mails.get(), 4)
        assert "Emergency" in mail["Subject"]


async def test_urgent_notices_do_not_wait_for_the_connections_of_others(open_desk, monkeypatch):
    pools, run = {}, Courier.run

    async def seen(courier, running):
        pools[courier.name] = running.pool
        await run(courier, running)

    monkeypatch.setattr(Courier, "run", seen)
    async with open_desk() as desk:

        async def all_at_work():
            return len(pools) == 4

        await desk.eventually(all_at_work)

    urgent = {pools["urgent mail"], pools["urgent webhook"]}
    others = {pools["mail"], pools["webhook"]}
    assert (len(urgent), len(others)) == (1, 1)
    assert urgent.isdisjoint(others)


async def test_notices_carry_no_clinical_word_and_no_person(desk, mailbox, hook):
    async with desk.patient() as ada:
        await ada.writes("I want to speak to a doctor about my knee", intent="human")

    _, mail = await mailbox.next()
    _, _, raw = await hook.next()
    for told in (mail.as_string(), raw.decode()):
        assert "knee" not in told
        assert "human" not in told
        assert "15550100017" not in told


async def test_a_normal_task_goes_to_the_team(desk, mailbox):
    await desk.opens(kind="call_back", priority="normal")

    to, mail = await mailbox.next()

    assert to == ["team@clinic.example"]
    assert mail["Subject"] == "Normal: Call-back, Wardbell Clinic"


async def test_a_webhook_that_fails_is_tried_again_under_the_same_id(desk, hook):
    hook.answers = [500, 404]
    await desk.opens()

    posts = []
    for _ in range(3):
        posts.append(await hook.next())
        await desk.settled()
        await desk.forward(seconds=20)

    assert [status for status, *_ in posts] == [500, 404, 200]
    assert len({json.loads(raw)["id"] for *_, raw in posts}) == 1
    assert len({signature for _, signature, _ in posts}) == 3
    assert 'wardbell_desk_notices_total{channel="webhook",outcome="failed"} 2.0' in (
        await desk.metrics()
    )


async def test_a_mail_that_was_turned_away_is_tried_again(desk, mailbox):
    mailbox.refuse_next = 1
    await desk.opens()
    await desk.settled()

    await desk.forward(seconds=10)

    await mailbox.next()


async def test_a_notice_whose_sender_never_came_back_is_sent_by_another(desk, hook):
    hook.answers = [503]
    first = await desk.opens()
    await hook.next()
    await desk.settled()
    now = await desk.now()
    await desk.one(
        "update notice set try_at = $1, leased_until = $2 where channel = 'webhook'",
        now,
        now + timedelta(minutes=5),
    )

    second = await desk.opens()
    assert json.loads((await hook.next())[2])["task_id"] == str(second.task_id)
    await desk.forward(minutes=5)
    assert json.loads((await hook.next())[2])["task_id"] == str(first.task_id)


async def test_the_desk_is_not_idle_while_a_notice_is_under_way(desk, hook):
    hook.awake.clear()
    await desk.opens(kind="call_back", priority="normal")

    async def says_so():
        return await desk.idle() == "1 notices to staff under way"

    await desk.eventually(says_so)
    hook.awake.set()
    await hook.next()

    async def rests():
        return await desk.idle() == "ok"

    await desk.eventually(rests)


async def test_a_password_never_travels_in_the_clear(open_desk, mailbox):
    url = mailbox.url.replace("smtp://", "smtp://desk:secret@")
    async with open_desk(DESK_SMTP_URL=url) as desk:
        await desk.opens()

        async def was_tried():
            failed = 'wardbell_desk_notices_total{channel="mail",outcome="failed"}'
            return failed in await desk.metrics()

        await desk.eventually(was_tried)

    assert not [line for line in mailbox.heard if line.upper().startswith(("AUTH", "MAIL"))]


async def test_a_notice_that_cannot_be_brought_for_a_day_is_given_up_and_counted(desk, hook):
    hook.answers = [503] * 100
    await desk.opens(minutes=60 * 24 * 7)
    await hook.next()
    await desk.settled()

    await desk.forward(days=1)

    assert await desk.one("select outcome from notice where channel = 'webhook'") == "given_up"
    assert 'wardbell_desk_notices_total{channel="webhook",outcome="given_up"} 1.0' in (
        await desk.metrics()
    )


async def test_a_webhook_that_hangs_does_not_hold_the_mail(desk, mailbox, hook):
    hook.awake.clear()
    await desk.opens()
    await desk.opens()

    await mailbox.next()
    await mailbox.next()
    hook.awake.set()


async def test_without_a_way_to_staff_there_is_the_list(open_desk, caplog):
    settings = {"DESK_SMTP_URL": "", "DESK_WEBHOOK_URL": ""}
    async with open_desk(**settings) as desk:
        event = await desk.opens()

        assert (await desk.kept(event.task_id))["status"] == "requested"
        assert await desk.one("select count(*) from notice") == 0
    assert "staff are not told" in caplog.text


async def test_an_unclaimed_task_escalates_with_growing_distance(open_desk, mailbox, hook):
    async with open_desk(DESK_ESCALATION_LEVELS="3") as desk:
        event = await desk.opens(minutes=5)
        await mailbox.next()
        await hook.next()

        for level, minutes in enumerate([5, 5, 10], start=1):
            await desk.forward(minutes=minutes, seconds=-10)
            assert mailbox.mails.empty()
            await desk.forward(seconds=10)
            to, mail = await mailbox.next()
            assert to == ["head@clinic.example"]
            assert "unclaimed since" in mail["Subject"]
            posted = json.loads((await hook.next())[2])
            assert (posted["type"], posted["level"]) == ("task.unclaimed", level)

        await desk.forward(days=2)
        assert mailbox.mails.empty()
        assert (await desk.kept(event.task_id))["level"] == 3


async def test_a_claimed_task_does_not_escalate(desk, mailbox):
    event = await desk.opens(minutes=5)
    await mailbox.next()
    await desk.run("claim", str(event.task_id), "--as", "Nia")

    await desk.forward(hours=1)

    assert mailbox.mails.empty()
    assert (await desk.kept(event.task_id))["level"] == 0


async def test_nobody_is_told_any_more_of_a_task_that_was_claimed_meanwhile(desk, hook):
    hook.answers = [503]
    event = await desk.opens()
    await hook.next()
    await desk.settled()
    await desk.run("claim", str(event.task_id), "--as", "Nia")

    await desk.forward(minutes=1)

    assert hook.posts.empty()


async def test_a_task_opened_twice_is_one_task_and_told_once(desk, mailbox):
    event = await desk.opens()
    envelope = await desk.room.put(event, topics.DESK_TASKS_URGENT)
    await desk.room.put(event, topics.DESK_TASKS_URGENT, id_=envelope.id, time=envelope.time)
    last = await desk.opens(kind="parked", contact=event.contact_id)
    await desk.kept(last.task_id)
    await desk.settled()

    assert {task["id"] for task in await desk.listed()} == {str(event.task_id), str(last.task_id)}
    assert mailbox.mails.qsize() == 2
    assert await desk.one("select count(*) from due_job where timer = 'unclaimed'") == 2


async def test_figures_show_what_waits(desk):
    event = await desk.opens(minutes=5)
    await desk.kept(event.task_id)
    await desk.forward(minutes=6)

    async def shown():
        return 'wardbell_desk_tasks_overdue{kind="emergency",priority="urgent"} 1.0' in (
            await desk.metrics()
        )

    await desk.eventually(shown)
    text = await desk.metrics()
    assert 'wardbell_desk_tasks_open{kind="emergency",priority="urgent"} 1.0' in text
    age = next(
        float(line.split()[-1])
        for line in text.splitlines()
        if line.startswith("wardbell_desk_oldest_unclaimed_urgent_seconds ")
    )
    assert age >= timedelta(minutes=6).total_seconds()
