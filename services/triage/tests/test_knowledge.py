"""The knowledge compiles, and what cannot work is refused with file and line."""

import re
import shutil
from pathlib import Path
from textwrap import dedent, indent

import pytest

from wardbell_triage.compiler import OURS, load, ours
from wardbell_triage.marked import KnowledgeError

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "complaints.md"
HICCUPS = "complaints/hiccups.yaml"
COMPLAINT = """complaint: hiccups
opens_with: [hiccups]
department: {adult: general-practice, child: paediatrics}
otherwise: {level: 5, because: hiccups-otherwise}
rules:
  - id: hiccups-days
    when: lasts_over_2_days
    level: 3
    sources: [{openem: dyspnea}]
"""


@pytest.fixture
def folder(tmp_path):
    """Our knowledge with a thirteenth complaint, as the how-to adds one."""
    made = ours_without_hiccups(tmp_path)
    (made / "complaints/hiccups.yaml").write_text(COMPLAINT)
    add(made / "concepts.yaml", 'hiccups: {is: "hiccups that do not stop"}')
    add(made / "lexicon/en.yaml", "  hiccups: [hiccups, hiccup]")
    add(made / "lexicon/de.yaml", "  hiccups: [schluckauf]")
    for language in ("en", "de"):
        for key in ("complaint-hiccups", "because-hiccups-otherwise", "because-hiccups-days"):
            add(made / f"texts/{language}.ftl", f"{key} = text")
    return made


def ours_without_hiccups(tmp_path):
    """Our knowledge; whoever has followed the how-to to the letter has hiccups in it."""
    made = tmp_path / "knowledge"
    shutil.copytree(OURS, made)
    (made / HICCUPS).unlink(missing_ok=True)
    for file in (made / "concepts.yaml", *made.glob("lexicon/*.yaml"), *made.glob("texts/*.ftl")):
        lines = file.read_text().splitlines(keepends=True)
        file.write_text("".join(line for line in lines if "hiccup" not in line))
    return made


def add(file, line):
    file.write_text(f"{file.read_text().rstrip()}\n{line}\n")


def mend(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_ours_compiles_and_has_twelve_complaints_for_adults_and_children():
    book = ours()

    assert len(book.complaints) >= 12
    for complaint in book.complaints.values():
        assert set(complaint.departments) == {"adult", "child"}
        assert any(rule.level == 1 for rule in complaint.rules) or book.general
    assert all(rule.sources for rule in book.every_rule())


def test_a_thirteenth_complaint_is_data_only(folder):
    book = load(folder)

    assert "hiccups" in book.complaints
    assert book.version != ours().version
    assert book.reader("ich habe Schluckauf").keys() == {"hiccups"}


def test_the_how_to_works_as_it_is_written(tmp_path):
    made = ours_without_hiccups(tmp_path)
    blocks = [
        dedent(b) for b in re.findall(r"```(?:yaml)?\n(.*?)```", HOW_TO.read_text(), re.DOTALL)
    ]

    def block(begins):
        return next(each for each in blocks if each.startswith(begins)).rstrip()

    add(made / "concepts.yaml", block('hiccups: {is: "'))
    (made / HICCUPS).write_text(block("complaint: hiccups") + "\n")
    for language in ("en", "de"):
        add(made / f"lexicon/{language}.yaml", indent(block("hiccups: ["), "  "))
        add(made / f"texts/{language}.ftl", block("complaint-hiccups = "))
    mend(made / "sources.yaml", "pages:\n", "pages:\n" + indent(block("nhs-hiccups:"), "  ") + "\n")
    mend(made / HICCUPS, "{url: ", "{page: nhs-hiccups}, {url: ")

    assert "hiccups" in load(made).complaints


def test_spaces_in_the_texts_change_the_version(folder):
    before = load(folder).version
    add(folder / "texts/en.ftl", "# a remark")

    assert load(folder).version != before


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            HICCUPS,
            "when: lasts_over_2_days",
            "when: lasts_over_2_day",
            "hiccups.yaml:6: there is no concept lasts_over_2_day (is it lasts_over_2_days?)",
        ),
        (
            HICCUPS,
            "level: 3",
            "level: 5",
            "complaints/hiccups.yaml:6: rule hiccups-days is unreachable: level 5",
        ),
        (
            HICCUPS,
            "    sources: [{openem: dyspnea}]\n",
            "",
            "complaints/hiccups.yaml:6: rule hiccups-days has no source",
        ),
        (
            HICCUPS,
            "{openem: dyspnea}",
            "{page: no-such-page}",
            "complaints/hiccups.yaml:6: sources.yaml has no page no-such-page",
        ),
        (
            HICCUPS,
            "{openem: dyspnea}",
            '{url: "https://example.org/a"}',
            "https://example.org/a needs `read:`, the day it was read",
        ),
        (
            HICCUPS,
            "adult: general-practice",
            "adult: general-practise",
            "departments.yaml has no general-practise (is it general-practice?)",
        ),
        (
            HICCUPS,
            "    level: 3\n",
            "    level: 3\n    who: grown-ups\n",
            "complaints/hiccups.yaml:6: who is one of anyone",
        ),
        (
            HICCUPS,
            "    level: 3\n",
            "    level: 3\n    levle: 3\n",
            "complaints/hiccups.yaml:9: unknown levle (is it level?)",
        ),
        (HICCUPS, "id: hiccups-days", "id: fever-very-high", "the id fever-very-high is taken"),
        (
            HICCUPS,
            "complaint: hiccups",
            "complaint: hickups",
            "complaints/hiccups.yaml:1: complaint must be hiccups, as the file is",
        ),
        (HICCUPS, "rules:", "rules: [", "complaints/hiccups.yaml:6"),
        (
            HICCUPS,
            "opens_with: [hiccups]",
            "opens_with: [hiccups]\nopens_with: [fever]",
            "complaints/hiccups.yaml:3: opens_with is there already, on line 2",
        ),
        (
            "texts/de.ftl",
            "because-hiccups-days = text",
            "",
            "texts/de.ftl: there is no because-hiccups-days",
        ),
        (
            "texts/en.ftl",
            "complaint-hiccups = text",
            "",
            "texts/en.ftl: there is no complaint-hiccups",
        ),
        ("lexicon/de.yaml", "  hiccups: [schluckauf]", "", "lexicon/de.yaml: no words for hiccups"),
        ("lexicon/de.yaml", "[schluckauf]", "[(schluckauf]", "opens a bracket and never closes it"),
        (
            "lexicon/de.yaml",
            "  hiccups: [",
            "  hiccup: [",
            "there is no concept hiccup (is it hiccups?)",
        ),
        (
            "concepts.yaml",
            'hiccups: {is: "hiccups that do not stop"}',
            "hiccups: yes",
            "hiccups needs {is:",
        ),
    ],
)
def test_what_cannot_work_is_refused_where_it_stands(folder, file, old, new, said):
    mend(folder / file, old, new)

    with pytest.raises(KnowledgeError) as refused:
        load(folder)
    assert said in str(refused.value)


def test_a_long_lexicon_may_have_parts(folder):
    mend(folder / "lexicon/de.yaml", "  hiccups: [schluckauf]", "")
    part = folder / "lexicon/de.hiccups.yaml"
    part.write_text("hiccups: [schluckauf]\n")
    assert load(folder).reader("ich habe schluckauf")["hiccups"]

    part.write_text("hiccups: [schluckauf]\nfever: [fieber]\n")
    with pytest.raises(KnowledgeError, match=r"de\.hiccups\.yaml:2: fever is there already"):
        load(folder)


def test_a_rule_that_another_one_covers_is_refused(folder):
    add(
        folder / "complaints/hiccups.yaml",
        "  - id: hiccups-days-and-fever\n"
        "    when: {all: [lasts_over_2_days, fever]}\n"
        "    level: 3\n"
        "    sources: [{openem: dyspnea}]",
    )
    for language in ("en", "de"):
        add(folder / f"texts/{language}.ftl", "because-hiccups-days-and-fever = text")

    with pytest.raises(KnowledgeError, match="wherever it fires, hiccups-days"):
        load(folder)


def test_a_missing_file_is_said(folder):
    (folder / "departments.yaml").unlink()

    with pytest.raises(KnowledgeError, match=r"departments.yaml: cannot be read"):
        load(folder)
