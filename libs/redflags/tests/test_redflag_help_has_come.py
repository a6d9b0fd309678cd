"""Help that is there or on its way is no cry for help; what is still wrong is."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "ambulance is here",
        "the ambulance has arrived",
        "RTW ist da",
        "sie ist wieder wach, RTW ist da",
        "der Krankenwagen ist schon da",
    ],
)
def test_help_that_has_come_raises_nothing(screen, text):
    assert screen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "ambulance is here but he is not breathing",
        "RTW ist da, sie ist immer noch bewusstlos",
        "ambulance!",
        "RTW bitte",
        "we need an ambulance",
    ],
)
def test_what_is_still_wrong_or_asked_for_does(screen, text):
    assert screen(text)
