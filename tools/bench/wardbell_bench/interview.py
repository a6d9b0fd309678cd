"""`interview_step_p99_ms`: one step of the interview about symptoms, from the words to the answer.

The state is read from its JSON, the message understood, the level decided, the next question chosen
and put into words, the state written: all that triage does beside the database. Without a bare
loop: nothing does the same without our rules.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import count
from uuid import UUID, uuid4

from wardbell_bench.rows import Row, percentile
from wardbell_dialogue.sites import Site
from wardbell_events.inbound import Said, Tap, Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.rulebook import EMERGENCY, Rulebook
from wardbell_triage.state import AGE, MEASURED, Interview

CHATS, WARM = 400, 16
"""The first ones warm it up: the lexicons' automaton is built where it is first needed."""
OPENINGS = (
    "I have a fever and a cough since yesterday",
    "Hello, my head hurts so much and I feel sick, what should I do? I already took two tablets",
    "my 3-year-old daughter has been vomiting all night and has diarrhoea, she is very tired now",
    "Ich habe seit drei Tagen Bauchschmerzen rechts unten und etwas Fieber, 38,4",
    "Rückenschmerzen nach dem Heben, zieht ins Bein, ich bin 55",
    "burning when I pee and I have to go all the time",
    "Mein Sohn hat einen Ausschlag am ganzen Körper und Halsschmerzen",
    "I fell off my bike, my wrist is swollen and hurts when I move it",
)
ANSWERS = ("no", "nein", "No, not at all", "not sure", "I don't think so, but I am very tired")
SITE = Site(site="main", name="Clinic")
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def step() -> Row:
    """p99 of a step, over whole chats in two languages."""
    book, answers = ours(), count()
    took: list[float] = []
    for n in range(CHATS):
        said: Said = Text(body=OPENINGS[n % len(OPENINGS)])
        state: str | None = None
        while state is None or not Interview.decode(state).done:
            began = time.perf_counter()
            state = _step(book, state, said, uuid4())
            if n >= WARM:
                took.append(time.perf_counter() - began)
            said = _answer(Interview.decode(state), next(answers))
    print(f"{len(took)} steps in {CHATS} chats, median {percentile(took, 50) * 1000:.2f} ms")
    return Row("interview_step_p99_ms", percentile(took, 99) * 1000, "ms", None, None)


def _step(book: Rulebook, state: str | None, said: Said, run: UUID) -> str:
    before = Interview.decode(state) if state else None
    interview = turn(book, before, said, run).interview
    if interview.level == EMERGENCY:
        speech.emergency("en", SITE, NOW, because=speech.because(book, interview, "en"))
    elif interview.done:
        speech.result(book, interview, "en", SITE)
    else:
        speech.question(book, interview, "en", lead=speech.intro("en"))
    return interview.encode()


def _answer(interview: Interview, n: int) -> Said:
    if interview.asking == AGE:
        return Text(body="41")
    if interview.asking == MEASURED:
        return Text(body="pulse 88, temperature 38.2")
    if n % 2 or interview.asking.startswith("@"):
        return Text(body="no" if interview.asking.startswith("@") else ANSWERS[n % len(ANSWERS)])
    return Tap(service="triage", action="answer", argument=f"{interview.asking}.no")
