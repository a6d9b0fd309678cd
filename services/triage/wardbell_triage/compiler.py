"""Compiles the knowledge, and refuses what cannot work: each finding with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from wardbell_dialogue.texts import Texts
from wardbell_redflags import LexiconError, Reader, Words
from wardbell_triage.conditions import concepts, implies
from wardbell_triage.marked import KnowledgeError, Marked, nearest
from wardbell_triage.rulebook import (
    ALL_AGES,
    ANYONE,
    PREGNANT,
    Complaint,
    Days,
    Rule,
    Rulebook,
)
from wardbell_triage.rulebook_files import Files

OURS = Path(__file__).parent / "knowledge"
"""The knowledge that comes along."""


@cache
def ours() -> Rulebook:
    """The knowledge that comes along, compiled once."""
    return load(OURS)


def load(folder: Path) -> Rulebook:
    """Read and compile.

    Raises:
        KnowledgeError: everything that has to be mended, a line each.
    """
    files = Files(folder)
    known, sources = files.concepts(), files.sources()
    complaints = [files.complaint(name) for name in files.names("complaints")]
    general = files.rules(files.read("general.yaml"), "")
    departments = files.departments()
    measures, lasts, ages, rows = files.measures()
    lexicons = [files.words(language) for language in files.languages()]
    if files.wrong:
        raise KnowledgeError(files.wrong)
    try:
        texts = Texts(folder)
        reader = Reader(words for words, _ in lexicons)
    except (LexiconError, OSError, ValueError) as wrong:
        raise KnowledgeError([str(wrong)]) from wrong
    book = Rulebook(
        version=_version(folder),
        concepts=known,
        complaints={c.id: c for c in complaints if c is not None},
        general=general,
        departments=departments,
        sources=sources,
        measures=measures,
        lasts=lasts,
        ages=ages,
        rows=rows,
        reader=reader,
        texts=texts,
    )
    if found := list(_findings(book, lexicons)):
        raise KnowledgeError(found)
    return book


def _version(folder: Path) -> str:
    """Twelve digits of a hash over all files."""
    made = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".yaml", ".ftl"}:
            made.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return made.hexdigest()[:12]


def _findings(book: Rulebook, lexicons: Iterable[tuple[Words, Marked]]) -> Iterator[str]:
    rules = list(book.every_rule())
    unknown = [*_unknown_concepts(book, rules, lexicons), *_unknown_people(book, rules)]
    yield from unknown
    if unknown:  # all else is about concepts that are known
        return
    yield from _twice(rules)
    for complaint in book.complaints.values():
        yield from _unreachable(book, complaint)
    yield from _departments(book, rules)
    yield from _sources(book, rules)
    yield from _texts(book, rules)
    yield from _unheard(book, [words for words, _ in lexicons])


def _unknown_concepts(
    book: Rulebook, rules: Iterable[Rule], lexicons: Iterable[tuple[Words, Marked]]
) -> Iterator[str]:
    named = [(rule.place, concept) for rule in rules for concept in concepts(rule.when)]
    for c in book.complaints.values():
        named += [(c.place, concept) for concept in (*c.opens_with, *(c.measured_with or ()))]
    named += [(file.at(concept), concept) for words, file in lexicons for concept in words.concepts]
    named += [("concepts.yaml", part) for c in book.concepts.values() for part in c.any_of]
    measured = [c for m in book.measures.measures.values() for c in m.concepts]
    named += [("measures.yaml", concept) for concept in (*measured, *book.lasts)]
    if any(PREGNANT in rule.who for rule in rules):
        named.append(("concepts.yaml", PREGNANT))
    for place, concept in named:
        if concept not in book.concepts:
            yield f"{place}: there is no concept {concept}{nearest(concept, book.concepts)}"


def _unknown_people(book: Rulebook, rules: Iterable[Rule]) -> Iterator[str]:
    known = (ANYONE, PREGNANT, *book.ages)
    for rule in rules:
        for who in rule.who:
            if who not in known:
                yield f"{rule.place}: who is one of {', '.join(known)}{nearest(who, known)}"


def _twice(rules: Iterable[Rule]) -> Iterator[str]:
    first: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in first:
            yield f"{rule.place}: the id {rule.id} is taken, by {first[rule.id].place}"
        first.setdefault(rule.id, rule)


def _unreachable(book: Rulebook, complaint: Complaint) -> Iterator[str]:
    """Rules that can never change what is said."""
    for rule in complaint.rules:
        if rule.level >= complaint.level:
            yield (
                f"{rule.place}: rule {rule.id} is unreachable: level {rule.level} is not more"
                f" urgent than the {complaint.level} of `otherwise`"
            )
        for other in (*complaint.rules, *book.general):
            if other is not rule and _covers(other, rule, book.ages):
                yield (
                    f"{rule.place}: rule {rule.id} is unreachable: wherever it fires, {other.id}"
                    f" ({other.place}) does, and is as urgent"
                )
                break


def _covers(other: Rule, rule: Rule, ages: Mapping[str, Days]) -> bool:
    """Whether a rule says nothing that the other does not say."""
    if other.level > rule.level or not _is_for(other, rule, ages):
        return False
    if other.level == rule.level and (rule.department, rule.unsure) != (
        other.department,
        other.unsure,
    ):
        return False
    if not implies(rule.when, other.when):
        return False
    alike = other.level == rule.level and implies(other.when, rule.when)
    return not alike or not _is_for(rule, other, ages) or _line(other) < _line(rule)


def _line(rule: Rule) -> tuple[str, int]:
    file, _, line = rule.place.rpartition(":")
    return file, int(line)


def _is_for(other: Rule, rule: Rule, ages: Mapping[str, Days]) -> bool:
    """Whether a rule is for everybody whom the other is for."""
    if ANYONE in other.who:
        return True
    if ANYONE in rule.who:
        return False
    return all(
        who in other.who
        or any(
            _inside(ages.get(who, ALL_AGES), ages[wider]) for wider in other.who if wider in ages
        )
        for who in rule.who
    )


def _inside(one: Days, other: Days) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _sources(book: Rulebook, rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        for source in rule.sources:
            for kind in ("openem", "emcare"):
                if kind in source and kind not in book.sources:
                    yield f"{rule.place}: sources.yaml has no {kind}"
            if "page" in source and source["page"] not in book.sources:
                near = nearest(source["page"], book.sources)
                yield f"{rule.place}: sources.yaml has no page {source['page']}{near}"


def _departments(book: Rulebook, rules: Iterable[Rule]) -> Iterator[str]:
    named = [(rule.place, rule.department) for rule in rules if rule.department]
    named += [(c.place, code) for c in book.complaints.values() for code in c.departments.values()]
    for place, code in named:
        if code not in book.departments:
            near = nearest(code, book.departments)
            yield f"{place}: departments.yaml has no {code}{near}"
    for code, department in book.departments.items():
        for language in book.texts.languages:
            if language not in department.names:
                yield f"departments.yaml: {code} has no name in {language}"


def text_key(kind: str, id_: str) -> str:
    """The key of a text in `texts/*.ftl`."""
    return f"{kind}-{id_.replace('_', '-')}"


def _texts(book: Rulebook, rules: Iterable[Rule]) -> Iterator[str]:
    rules = tuple(rules)
    asked = {c for c in book.used() - book.asked_together() if book.concepts[c].asked}
    if any(PREGNANT in rule.who for rule in rules):
        asked.add(PREGNANT)
    needed: dict[str, str] = {}
    for concept in sorted(asked):
        needed[text_key("ask", concept)] = f"the question for {concept}"
    for rule in rules:
        needed[text_key("because", rule.id)] = f"the reason of {rule.place}"
    for complaint in book.complaints.values():
        needed[text_key("because", complaint.because)] = f"the reason of {complaint.place}"
        needed[text_key("complaint", complaint.id)] = f"the name of {complaint.place}"
    for language in book.texts.languages:
        there = book.texts.keys(language)
        for key, what in needed.items():
            if key not in there:
                yield f"texts/{language}.ftl: there is no {key}: {what}{nearest(key, there)}"


def _unheard(book: Rulebook, lexicons: Iterable[Words]) -> Iterator[str]:
    """What a rule asks for must be heard when somebody says it by themselves."""
    told = {c for m in book.measures.measures.values() for c in m.concepts}
    told |= {*book.lasts, *book.ages} | {c for c, each in book.concepts.items() if each.any_of}
    opening: Mapping[str, str] = {
        concept: c.place for c in book.complaints.values() for concept in c.opens_with
    }
    for words in lexicons:
        for concept in sorted(book.used() - told | opening.keys()):
            if not words.concepts.get(concept):
                yield f"{words.file}: no words for {concept}"
