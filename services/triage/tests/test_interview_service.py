"""The interview at work: on real Kafka and Postgres, in one transaction with the inbox."""

import asyncio
import json
import os
import re
import shutil
import signal
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from wardbell_events import CatalogChanged, ContactMerged, RedFlag
from wardbell_triage import compiler
from wardbell_triage.app import service
from wardbell_triage.commands import app

OURS = Path(compiler.__file__).parent / "knowledge"
OPENING = "I have a cough and a fever, I am 34"


async def answers_all(patient, answer="No", *, most=40):
    """Until nothing is asked any more."""
    for _ in range(most):
        titles = [button.title for button in getattr(patient.shown.content, "buttons", ())]
        if "Not sure" in titles:
            await patient.taps(answer)
        elif "Not measured" in titles:
            await patient.taps("Not measured")
        else:
            return
    raise AssertionError("it never ends")


async def explained(run):
    invoke = CliRunner().invoke
    result = await asyncio.to_thread(invoke, app, ["explain", str(run), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


async def test_from_a_cough_to_the_next_free_times_at_the_right_place(clinic, ada):
    first = await ada.says(OPENING, intent="symptoms")
    assert "not a diagnosis" in first.body
    assert ada.shown.expects.service == "triage"
    await answers_all(ada)
    await clinic.settled(assessments=1)

    shown = ada.shown.content
    assert "within one to two days" in shown.body
    assert "*General practice*" in shown.body
    assert shown.buttons[0].id == "scheduling:soonest:new-complaint"
    assert shown.buttons[1].id.startswith("desk:call_back")
    assert ada.shown.expects.service is None
    (assessment,) = clinic.assessments
    assert (assessment.level, assessment.version) == (3, 1)
    assert set(assessment.complaints) == {"cough", "fever"}
    assert clinic.tasks == []


async def test_the_command_explains_rule_words_and_source(clinic, ada):
    await ada.says(OPENING, intent="symptoms")
    await answers_all(ada)
    await clinic.settled(assessments=1)
    told = await explained(clinic.assessments[0].assessment_id)

    assert told["rule"] == clinic.assessments[0].rule
    assert told["because"]["fever"] == "yes (en: fever)"
    assert told["sources"]
    assert told["knowledge"] == clinic.assessments[0].knowledge
    assert "34" not in json.dumps(told["facts"])


async def test_a_run_that_is_not_over_can_be_explained_too(clinic, ada):
    await ada.says(OPENING, intent="symptoms")
    run = await clinic.one("select run from interview")

    assert (await explained(run))["asking"]


@pytest.mark.parametrize("run", ["abcdef0", "01890a5d-ac96-774b-bcce-b302099a8057"])
async def test_a_run_that_is_none_is_said(clinic, run):
    result = await asyncio.to_thread(CliRunner().invoke, app, ["explain", run])

    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)
    assert run in result.stderr


async def test_the_last_runs_are_listed_without_a_word_of_the_patient(clinic, ada):
    await ada.says(OPENING, intent="symptoms")
    await answers_all(ada)
    await clinic.settled(assessments=1)
    bob = clinic.patient()
    await bob.says("my back hurts", intent="symptoms")
    listed = await asyncio.to_thread(CliRunner().invoke, app, ["runs", "--json"])
    in_words = await asyncio.to_thread(CliRunner().invoke, app, ["runs", "--last", "1"])

    first, second = json.loads(listed.stdout)
    assert first["contact"] == str(bob.contact_id)
    assert (first["complaint"], first["level"], first["department"]) == ("back_pain", "open", "")
    assert second["run"] == str(clinic.assessments[0].assessment_id)
    assert (second["level"], second["department"]) == (3, "general-practice")
    assert first["run"] in in_words.stdout
    assert re.search(r"^\w{3} \d{4}-\d\d-\d\d \d\d:\d\d CES?T ", in_words.stdout, re.MULTILINE)
    assert second["run"] not in in_words.stdout


async def test_an_explanation_says_for_whom_how_old_and_one_thing_a_line(clinic, ada):
    await ada.says("I have a cough and a fever, I am 70", intent="symptoms")
    await answers_all(ada)
    await clinic.settled(assessments=1)
    run = str(clinic.assessments[0].assessment_id)
    said = await asyncio.to_thread(CliRunner().invoke, app, ["explain", run])

    lines = said.stdout.splitlines()
    assert "for: older" in lines
    assert "age: 70 years" in lines
    assert "  openem: pneumonia" in lines or "  openem: fever-undifferentiated" in lines


@pytest.mark.parametrize(
    ("language", "yes", "words"), [("en", "Yes", "Call *112*"), ("de", "Ja", "jetzt *112*")]
)
async def test_a_danger_sign_in_an_answer_goes_the_emergency_way(clinic, ada, language, yes, words):
    ada.language = language
    await ada.says(OPENING, intent="symptoms")
    emergency = await ada.taps(yes)
    await clinic.settled(tasks=1, assessments=1)

    assert words in emergency.body
    (task,) = clinic.tasks
    assert (task.kind, task.priority) == ("emergency", "urgent")
    assert task.reason == clinic.assessments[0].rule
    assert clinic.assessments[0].level == 1


async def test_after_an_emergency_nothing_that_is_said_takes_it_back(clinic, ada):
    await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    await clinic.settled(tasks=1)
    again = await ada.says("it is only a cough", intent="symptoms")

    assert "*112*" in again.body
    assert len(clinic.tasks) == 1


async def test_what_is_written_on_in_an_emergency_is_for_staff_to_read(clinic, ada):
    await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    await ada.says("its gone now, sorry")
    await ada.says("what should i do")
    bob = clinic.patient()
    await bob.says(OPENING, intent="symptoms")
    await bob.says("yes, he fainted")  # not the screen's words, but an emergency
    await clinic.settled(tasks=2, words=3)

    assert [(event.contact_id, event.said.body) for event in clinic.for_staff] == [
        (ada.contact_id, "its gone now, sorry"),  # the first the router has passed on
        (ada.contact_id, "what should i do"),
        (bob.contact_id, "yes, he fainted"),
    ]


async def test_who_wants_an_appointment_after_an_emergency_is_led_there_first(clinic, ada):
    await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    again = await ada.says("I need an appointment")

    assert "*112*" in again.body
    assert again.buttons[0].id == "scheduling:start"


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "should i really call? he is smiling", "Yes, please call *112* now."),
        ("de", "sind Sie sicher?", "Ja, bitte rufen Sie jetzt *112* an."),
        ("en", "ok thanks she is in the ambulance now", "It is good that help is there"),
        ("de", "danke, der Krankenwagen ist da", "Gut, dass Hilfe da"),
        ("en", "the ambulance is not there yet, should I wait?", "Yes, please call *112* now."),
    ],
)
async def test_doubt_and_thanks_after_an_emergency(clinic, ada, language, words, answer):
    ada.language = language
    await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    for _ in range(2):
        again = await ada.says(words)

        assert again.body.startswith(answer)
        assert "desk:call_back:symptoms" in [button.id for button in again.buttons]
        assert ada.shown.expects.service == "triage"


async def test_who_wrote_of_suicide_reads_the_crisis_line_again_with_ways_out(clinic, ada):
    await ada.says("x", red_flag=RedFlag(rule="en/suicide", crisis=True))
    first = await ada.says("and I have a headache", intent="symptoms")
    second = await ada.says("a headache", intent="symptoms")

    for again in (first, second):
        assert "116 123" in again.body
        assert [b.id for b in again.buttons] == ["desk:call_back:symptoms", "gateway:menu"]


async def test_another_emergency_of_the_same_day_does_not_hide_a_crisis(clinic, ada):
    await ada.says("x", red_flag=RedFlag(rule="en/suicide", crisis=True))
    await ada.says("y", red_flag=RedFlag(rule="en/chest-pain"))

    assert "116 123" in (await ada.says("a headache", intent="symptoms")).body


async def test_an_emergency_that_was_in_flight_while_two_contacts_became_one_stands(clinic, ada):
    loser, winner = ada.contact_id, uuid4()
    merged = ContactMerged.model_validate(
        {"from": loser, "into": winner, "merged_at": "2026-03-01T00:00:00Z"}
    )
    await clinic.room.put(merged)
    there = "select exists (select from contact_alias)"
    await clinic.room.until(lambda: clinic.one(there))
    await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    ada.contact_id = winner

    assert "*112*" in (await ada.says("it is only a cough", intent="symptoms")).body


async def test_of_two_runs_that_began_at_one_time_the_later_one_stands(clinic, ada):
    await ada.says(OPENING, intent="symptoms")
    await ada.taps_id("triage:check:start")
    async with clinic.room.database(clinic.schema) as conn:
        await conn.execute(
            "update interview set began_at = '2026-01-01', run = overlay(run::text placing"
            " case number when (select min(number) from interview) then 'f' else '0' end"
            " from 1 for 1)::uuid"
        )
    await ada.says("no")

    assert "Please tell me in a few words" in ada.shown.content.body


async def test_a_question_that_the_knowledge_no_longer_has_is_passed_over(clinic, ada):
    await ada.says(OPENING, intent="symptoms")
    async with clinic.room.database(clinic.schema) as conn:
        await conn.execute("update interview set state = jsonb_set(state, '{asking}', '\"gone\"')")
    shown = await ada.says("no")

    assert [button.title for button in shown.buttons] == ["Yes", "No", "Not sure"]


async def test_a_run_that_is_not_over_is_explained_by_the_knowledge_of_the_settings(
    clinic, ada, monkeypatch, tmp_path
):
    await ada.says(OPENING, intent="symptoms")
    run = await clinic.one("select run from interview")
    shutil.copytree(OURS, tmp_path / "knowledge")
    with (tmp_path / "knowledge/sources.yaml").open("a") as file:
        file.write("# another version\n")
    monkeypatch.setenv("WARDBELL_TRIAGE_KNOWLEDGE", str(tmp_path / "knowledge"))

    assert (await explained(run))["knowledge"] == compiler.load(tmp_path / "knowledge").version


async def test_from_the_menu_somebody_begins_anew(clinic, ada):
    await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    anew = await ada.taps_id("triage:check:start")

    assert [button.title for button in anew.buttons] == ["Yes", "No", "Not sure"]


async def test_a_worse_symptom_after_the_result_is_asked_about_and_told(clinic, ada):
    await ada.says("I have a sore throat, I am 34", intent="symptoms")
    await answers_all(ada)
    await clinic.settled(assessments=1)
    before = clinic.assessments[0]
    await ada.says("now I also have a fever of 40.5", intent="symptoms")
    await answers_all(ada)
    await clinic.settled(assessments=2)

    after = clinic.assessments[1]
    assert after.assessment_id != before.assessment_id
    assert (after.version, after.level < before.level) == (1, True)
    assert set(before.complaints) < set(after.complaints)


async def test_a_site_offers_what_its_catalog_has(clinic, ada):
    services = [
        {"id": "check-up", "names": {"en": "Check-up"}, "minutes": 20, "confirmation": "instant"}
    ]
    catalog = CatalogChanged.model_validate(
        {"site": "main", "version": 1, "services": services, "practitioners": [], "locations": [],
         "changed_at": "2026-03-01T00:00:00Z"}
    )  # fmt: skip
    await clinic.room.put(catalog)
    await clinic.room.until(lambda: clinic.one("select exists (select from catalog)"))
    await ada.says(OPENING, intent="symptoms")
    await answers_all(ada)

    assert ada.shown.content.buttons[0].id == "scheduling:soonest:check-up"


async def test_who_proves_to_be_another_contact_goes_on_where_they_were(clinic, ada):
    await ada.says(OPENING, intent="symptoms")
    middle, winner = uuid4(), uuid4()
    for n, (loser, into) in enumerate(((middle, winner), (ada.contact_id, middle)), 1):
        merged = ContactMerged.model_validate(
            {"from": loser, "into": into, "merged_at": "2026-03-01T00:00:00Z"}
        )
        await clinic.room.put(merged)  # in whatever order they come
        there = f"select count(*) = {n} from contact_alias"
        await clinic.room.until(lambda there=there: clinic.one(there))
    moved = "select contact_id = $1 from interview"
    await clinic.room.until(lambda: clinic.one(moved, winner))
    ada.contact_id = winner
    await ada.taps("No")

    assert await clinic.one("select count(*) from interview") == 1


async def test_kill_9_in_the_middle_goes_on_at_the_same_question(opened):
    async with opened() as clinic:
        ada = clinic.patient()
        process = await run()
        await ada.says(OPENING, intent="symptoms")
        second = (await ada.taps("No")).body
        asking = "select state->>'asking' from interview"
        before = await clinic.one(asking)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        async with service().running():
            again = await ada.says("the weather is fine")
            assert await clinic.one(asking) == before
            assert second.splitlines()[-1] in again.body
            await answers_all(ada)

        await clinic.settled(assessments=1)
        assert clinic.assessments[0].level == 3


async def run():
    """Triage as a process of its own."""
    code = "import asyncio, wardbell_triage.app as app; asyncio.run(app.main())"
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, env=dict(os.environ), stdout=asyncio.subprocess.DEVNULL
    )
