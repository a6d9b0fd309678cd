"""`make picture`: the phone pictures of the README, a booking from the first words to the end."""

from __future__ import annotations

import shutil
import subprocess
import sys

from wardbell_cli.demo import Patient
from wardbell_cli.environment import ROOT
from wardbell_cli.system import System

FOLDER = ROOT / "build" / "picture"
SIZE = ("--height", "1010", "--scale", "1.5")
PICTURES = {"booking-1.png": ("--top",), "booking-2.png": ()}
"""What they are called in `docs`, and which end of the chat they show."""


def book(ada: Patient) -> None:
    """A booking, partly tapped and partly typed."""
    ada.writes("I need an appointment")
    ada.is_offered("scheduling:book")  # the welcome comes before it
    ada.writes("A check-up with Dr Weber, Friday morning")
    ada.taps("scheduling:book")
    ada.writes("Ada Example")
    ada.writes("12.03.1980")
    ada.taps("scheduling:confirm")


def main() -> None:
    """Start everything, book, and draw what is on the phone."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    with System(FOLDER, durable=False, say=print) as system:
        url = system.env["SIMULATOR_URL"]
        ada = Patient("Ada", "15550100101", url)
        book(ada)
        for name, options in PICTURES.items():
            draw = ("-m", "wardbell_simulator.screenshot", url, str(ROOT / "docs" / name))
            subprocess.run(
                [sys.executable, *draw, "--phone", ada.name, *SIZE, *options],
                check=True,
            )


if __name__ == "__main__":
    main()
