"""Measures the screen on this machine: `python -m wardbell_redflags.bench`."""

from collections.abc import Callable
from functools import partial
from itertools import product
from time import perf_counter
from typing import TypeVar

from wardbell_redflags import load

T = TypeVar("T")

_GOALS = {"load": "100 ms", "typical": "50 µs", "worst": "2 ms"}
_MESSAGES = {
    "typical: an errand": "Hello, I would like to move my appointment with Dr Meyer from Tuesday "
    "to Friday afternoon, thanks",
    "typical: a complaint": "Hi, my knee has been hurting since I started running, do I need to "
    "see a doctor or just take a rest",
    "typical: denials": "I have a cough and a sore throat, no chest pain, no shortness of breath, "
    "can I come in on Monday please",
    "typical: German": "Guten Tag, ich möchte meinen Termin am Dienstag bei Frau Dr. Müller auf "
    "nächste Woche verschieben, danke",
    "typical: an emergency": "my husband has really strong pain in his chest since about twenty "
    "minutes and he is sweating please help us",
    "worst: one word": "chest " * 683,
    "worst: denials": "no chest pain, " * 273,
    "worst: long lists": "no fever, chest pain, rash or " * 136,
    "worst: one letter": "a" * 4096,
    "worst: punctuation": "!?" * 2048,
    "worst: unknown words": " ".join(map("".join, product("bcdfg", "aeiou", "lmnpq", "rst"))) * 4,
}


def main() -> None:
    seconds, screen = _timed(load, 3)
    print(f"{'load':30} {seconds * 1e3:8.1f} ms   goal {_GOALS['load']}")
    for name, text in _MESSAGES.items():
        action = partial(screen, text)
        cold, _ = _timed(action, 1)
        warm, match = _timed(action, 50)
        goal = _GOALS[name.partition(":")[0]]
        print(
            f"{name:30} {warm * 1e6:8.1f} µs   first time {cold * 1e6:7.0f} µs   goal {goal}"
            f"   {match.rule if match else '-'}"
        )


def _timed(action: Callable[[], T], times: int) -> tuple[float, T]:
    """Best of `times`, in seconds, and what came out."""
    best = float("inf")
    for _ in range(times):
        begin = perf_counter()
        result = action()
        best = min(best, perf_counter() - begin)
    return best, result


if __name__ == "__main__":
    main()
