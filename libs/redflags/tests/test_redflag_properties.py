"""Any text is read, always the same way, in a number of steps that grows with its length."""

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wardbell_redflags import load

SCREEN = load()
WORDS = sorted(
    {word for rule in SCREEN.rules for text in (*rule.hits, *rule.misses) for word in text.split()}
)
phrase = st.lists(
    st.sampled_from([*WORDS, "no", "not", "or", ",", ".", "nicht", "kein", "oder", "last year"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text):
    assert SCREEN(text) == SCREEN(text)


@given(phrase)
@settings(max_examples=100, deadline=None)
def test_what_was_read_before_changes_nothing(text):
    assert SCREEN(text) == FRESH(text)


FRESH = load()


odd = st.sampled_from(["a", "ab ", "!?", "1 ", "\n", "😭"])


@given(phrase.map("no {} or ".format) | phrase | odd)
@example("chest. pain.")
@example("no chest pain, ")
@example("no fever, chest pain, rash or")
@settings(max_examples=40, deadline=None)
def test_twice_the_text_is_at_most_twice_the_work(piece):
    once = piece + " "
    short, long = once * (400 // len(once) + 1), once * (800 // len(once) + 2)
    for text in (short, long):
        SCREEN(text)  # learns its words

    assert steps(long) <= 2.6 * steps(short) + 500


def steps(text: str) -> int:
    """Bytecode instructions that our own code executes to screen a text."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        SCREEN(text)
    finally:
        sys.settrace(before)
    return count


def test_steps_are_counted():
    assert steps("no chest pain") > steps("hello") > 50


@pytest.mark.parametrize("length", [5_000, 200_000])
def test_even_absurd_lengths_are_read(length):
    assert SCREEN("no chest pain, " * (length // 15)) is None
