"""What patients type when they are asked for their date of birth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell_patients.birth_dates import Either, read_birth_date

TODAY = date(2026, 11, 25)
MARCH_12 = date(1980, 3, 12)


@pytest.mark.parametrize(
    "said",
    [
        "12.03.1980",
        "12.3.1980",
        " 12 . 03 . 1980 ",
        "12,3,1980",
        "12 03 1980",
        "12.3.80",
        "1980-03-12",
        "1980/3/12",
        "12 March 1980",
        "12th of March 1980",
        "12-Mar-1980",
        "March 12, 1980",
        "mar 12th 80",
        "1980 March 12",
        "12. März 1980",
        "12. Maerz 80",
        "12 MÄRZ 1980",
        "12. Mrz. 1980",
        "12031980",
        "19800312",
        "120380",
        "I was born on 12 March 1980 in Berlin",
        "geboren am 12.03.1980",
        "am 12. März im Jahr 1980",
        "١٢.٠٣.١٩٨٠",
        "१२.०३.१९८०",
        "１２．０３．１９８０",
    ],
)
def test_a_day_is_read_however_it_is_written(said):
    assert read_birth_date(said, TODAY) == MARCH_12


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_month_has_its_name(language, month):
    from babel.dates import get_month_names  # noqa: PLC0415

    for width in ("wide", "abbreviated"):
        name = get_month_names(width, locale=language)[month]
        assert read_birth_date(f"3. {name} 1975", TODAY) == date(1975, month, 3)


@pytest.mark.parametrize(
    ("said", "born"),
    [
        # Day before month, but where the day cannot be a month.
        ("05.04.1980", date(1980, 4, 5)),
        ("03/25/1980", date(1980, 3, 25)),
        # Eight digits: the reading that is a day wins.
        ("20011012", date(2001, 10, 12)),
        ("20101980", date(1980, 10, 20)),
        # Two digits: the year of one who is no older than 110; where there are two, it is asked.
        ("26.11.26", date(1926, 11, 26)),
        ("01.01.27", date(1927, 1, 1)),
        ("29.2.00", date(2000, 2, 29)),
        ("5.6.72", date(1972, 6, 5)),
        ("24.11.16", date(2016, 11, 24)),
        ("25.11.16", "century"),
        ("5.6.22", "century"),
        ("5/6/22", "century"),
        ("31.2.22", "impossible"),
        ("25.11.26", "century"),
        # Children are people, too.
        ("25.11.2026", TODAY),
        ("25.11.1906", date(1906, 11, 25)),
        ("24.11.1906", "too-old"),
        ("12.03.1880", "too-old"),
        ("12 03 0080", "too-old"),
        ("26.11.2026", "future"),
        ("12.03.2523", "future"),
        ("31.02.1980", "impossible"),
        ("29.02.1981", "impossible"),
        ("25/25/1980", "impossible"),
        ("00.00.0000", "impossible"),
        ("99999999", "impossible"),
        ("", "unclear"),
        ("Ada Example", "unclear"),
        ("why?", "unclear"),
        ("45", "unclear"),
        ("I am 45", "unclear"),
        ("12.3.", "unclear"),
        ("March 1980", "unclear"),
        ("12.3.198", "unclear"),
        ("1 2 3", "unclear"),
        ("12.03.1980 and 13.04.2010", "unclear"),
        ("12.03.1980 at 10:30", "unclear"),
        ("12 children since 3 visits 1980", "unclear"),
        ("May I ask why", "unclear"),
        ("1" * 5000, "unclear"),
        (f"12.{'3' * 5000}.1980", "unclear"),
    ],
)
def test_a_day_that_cannot_be_is_told_from_no_day_at_all(said, born):
    assert read_birth_date(said, TODAY) == born


JUNE_5, MAY_6 = date(1972, 6, 5), date(1972, 5, 6)


@pytest.mark.parametrize("said", ["5/6/1972", "05/06/72", "5-6-1972", "on 5 / 6 / 1972"])
def test_with_strokes_day_and_month_may_be_the_other_way_round(said):
    assert read_birth_date(said, TODAY) == Either(JUNE_5, MAY_6)


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ("5.6.1972", JUNE_5),
        ("1972-06-05", JUNE_5),
        ("1972/6/5", JUNE_5),
        ("5-Jun-1972", JUNE_5),
        ("25/6/1972", date(1972, 6, 25)),
        ("6/25/1972", date(1972, 6, 25)),
        ("6/6/1972", date(1972, 6, 6)),
        ("12/10/2026", date(2026, 10, 12)),  # the other day of the two is still to come
    ],
)
def test_what_can_be_read_in_one_way_only_is_not_asked_about(said, born):
    assert read_birth_date(said, TODAY) == born


@given(st.text(max_size=100) | st.from_regex(r"[0-9 ./-]{1,12}", fullmatch=True))
def test_whatever_is_typed_a_birthday_has_come_and_was_not_long_ago(said):
    born = read_birth_date(said, TODAY)
    for day in born if isinstance(born, Either) else [born]:
        assert not isinstance(day, date) or date(1906, 11, 25) <= day <= TODAY


@given(st.integers(0, 100 * 365), st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d %B %Y", "%d/%m/%y"]))
def test_every_day_of_a_hundred_years_is_read(days, form):
    day = TODAY - timedelta(days=days)
    born = read_birth_date(day.strftime(form), TODAY)
    if born == "century":
        assert form.endswith("%y")
        return
    assert day == (born.day_first if isinstance(born, Either) else born)
