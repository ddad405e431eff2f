"""What an author should know about a questionnaire that loads: faults of meaning, each with its place and an example.

What cannot be loaded is refused by ``load``; what holds for all answers is proved by ``prove``. Here is what lies between:
parts that nothing uses, advice nobody can earn, emergencies asked about too late, and words that must not be used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from netcheck.author import broken_lines, codes, contacts, guide_lines, one_voice
from netcheck.author.every_text import Key, labels, passages
from netcheck.author.finding import Finding
from netcheck.author.rules import RULES
from netcheck.author.shortest_answers import Answers, ShortestAnswers
from netcheck.author.structure import ask_ifs
from netcheck.author.wording import FEWEST_WORDS, HIGHEST_GRADE, banned, grade, hard_parts
from netcheck.engine.condition import truth
from netcheck.guide.marks import AdviceLine
from netcheck.questionnaire.condition_reader import NO_MEANS_LESS
from netcheck.questionnaire.gist import gist, words
from netcheck.questionnaire.load import Loaded
from netcheck.questionnaire.model import NOT_SURE, URGENCIES, Advice, AtLeast, Condition, Question, questions_in
from netcheck.questionnaire.part_reader import Place


def check(loaded: Loaded, *, topics: Collection[str], today: date, lines: Collection[AdviceLine] = ()) -> tuple[Finding, ...]:
    """All findings, in the order of the file and then of the guide, without those that the author allows.

    ``topics`` are the pages of the guide, and ``lines`` those in them that say how soon to act.
    """
    checker = _Checker(loaded, topics, today)
    found = [*checker.all(), *guide_lines.findings(loaded, lines)]
    allowed = {(one.code, one.where) for one in loaded.allowed}
    kept = [one for one in found if (one.code, one.where) not in allowed]
    made = {(one.code, one.where) for one in found}
    for number, one in enumerate(loaded.allowed):
        if (one.code, one.where) not in made:
            kept.append(checker.finding("N104", ("allow", str(number)), one.where, f"There is no {one.code} at '{one.where}' to allow."))
    return tuple(sorted(kept, key=lambda one: (one.file != loaded.name, one.file, one.line, one.column, one.code)))


class _Checker:
    """The rules, each a generator of findings about one loaded questionnaire."""

    def __init__(self, loaded: Loaded, topics: Collection[str], today: date) -> None:
        self.loaded, self.topics, self.today = loaded, topics, today
        self.questionnaire = loaded.questionnaire
        self.every_advice = (*self.questionnaire.advice, self.questionnaire.otherwise)
        self.shortest = ShortestAnswers(self.questionnaire)
        self.first_section = self.questionnaire.sections[0].id
        self.heard = _heard([*(advice.when for advice in self.questionnaire.advice), *ask_ifs(self.questionnaire)])
        advised = [(advice, advice.urgency.rank) for advice in self.questionnaire.advice]
        self.more_urgent = {id_: [advice for advice, rank in advised if 0 < rank < here] for here, id_ in enumerate(URGENCIES)}

    def all(self) -> Iterator[Finding]:
        for rule in (
            self.unused_sources,
            self.unused_conditions,
            self.labels_alike,
            self.signs_without_not_sure,
            self.nothing_changed,
            self.never_asked,
            self.advice_hidden,
            self.late_emergencies,
            self.not_one_voice,
            self.nothing_to_do,
            self.topics_missing,
            self.banned_phrases,
            self.hard_to_read,
            self.review_run_out,
            self.numbers_and_lines,
        ):
            yield from rule()

    def finding(self, code: str, key: Key, where: str, message: str, fix: str = "", example: Answers | None = None) -> Finding:
        rule = RULES[code]
        place = self.place(key)
        return Finding(code, rule.severity, self.loaded.name, place.line, place.column, where, message, fix or rule.mend, example)

    def place(self, key: Key) -> Place:
        """Where a part stands, or the nearest part around it that has a place of its own."""
        places = self.loaded.places
        return places[next(around for around in (key[:size] for size in range(len(key), 0, -1)) if around in places)]

    def unused_sources(self) -> Iterator[Finding]:
        questionnaire = self.questionnaire
        named = [advice.sources for advice in self.every_advice]
        named += [line.sources for line in questionnaire.help_lines]
        named += [decision.sources for decision in questionnaire.decisions]
        named += [question.why.sources for question in questionnaire.questions.values()]
        used = {source for sources in named for source in sources}
        for source in questionnaire.sources:
            if source not in used:
                yield self.finding("N101", ("source", source), source, f"Nothing names the source '{source}'.")

    def unused_conditions(self) -> Iterator[Finding]:
        for name in self.loaded.conditions:
            if name not in self.loaded.used_conditions:
                yield self.finding("N102", ("condition", name), name, f"Nothing uses the condition '{name}'.")

    def labels_alike(self) -> Iterator[Finding]:
        for group in labels(self.questionnaire):
            seen: dict[tuple[str, ...], tuple[Key, str]] = {}
            for label in group:
                first, text = seen.setdefault(gist(label.text), (label.key, label.text))
                if first != label.key and gist(label.text):
                    message = f"'{label.text}' says nearly the same as '{text}' in line {self.place(first).line}."
                    yield self.finding("N103", label.key, label.where, message)

    def signs_without_not_sure(self) -> Iterator[Finding]:
        for question in self.questionnaire.questions.values():
            if not question.context and all(choice.id != NOT_SURE for choice in question.choices):
                message = f"The sign '{question.id}' cannot be answered with not sure."
                example = self.shortest.asking(question.id)
                yield self.finding("N301", ("question", question.id, "choices"), question.id, message, example=example)

    def nothing_changed(self) -> Iterator[Finding]:
        for question in self.questionnaire.questions.values():
            if question.context:
                continue
            idle = [one.id for one in question.choices if one.id not in self.heard[question.id] and not question.after(one.id)]
            if len(idle) == len(question.choices):
                message = f"No advice and no follow-up depends on the sign '{question.id}'."
                yield self.finding("N202", ("question", question.id), question.id, message)
                continue
            for choice in _without_a_plain_no(question, idle):
                message = f"Nothing depends on the choice '{choice}' of '{question.id}'."
                example = self.shortest.giving(question.id, choice)
                yield self.finding("N201", ("choice", question.id, choice), f"{question.id}.{choice}", message, example=example)

    def never_asked(self) -> Iterator[Finding]:
        for question in self.questionnaire.deciding.questions:
            if self.shortest.asking(question) is None:
                message = f"No person is ever asked '{question}': an emergency ends the interview before."
                yield self.finding("N203", ("question", question), question, message)

    def advice_hidden(self) -> Iterator[Finding]:
        for advice in self.questionnaire.advice:
            answers = self.shortest.earning(advice)
            key: Key = ("advice", advice.id)
            if answers is not None:
                yield from self._behind_a_twin(advice, answers)
            elif (without := self.shortest.making_whatever_happens(advice.when)) is None:
                yield self.finding("N204", key, advice.id, f"No answers earn the advice '{advice.id}'.")
            else:
                message = f"Whoever earns '{advice.id}' is told of an emergency instead, or was before."
                yield self.finding("N205", key, advice.id, message, example=without)

    def _behind_a_twin(self, advice: Advice, answers: Answers) -> Iterator[Finding]:
        for other in self.more_urgent[advice.urgency.id]:
            if truth(other.when, answers) and not self.shortest.can_earn_without(advice, other):
                message = f"Whoever earns '{advice.id}' also earns '{other.id}', which is more urgent."
                yield self.finding("N206", ("advice", advice.id), advice.id, message, example=answers)
                return

    def late_emergencies(self) -> Iterator[Finding]:
        for advice in self.questionnaire.emergencies:
            part = self._late_part(advice.when)
            key: Key = ("advice", advice.id)
            if advice.late_because and part is None:
                message = f"The emergency '{advice.id}' is asked about in the first section."
                yield self.finding("N304", (*key, "late_because"), advice.id, message)
            elif part is not None and not advice.late_because:
                asked = questions_in(part)
                names = ", ".join(f"'{one}'" for one in self.questionnaire.questions if one in asked and self._is_late(one))
                message = f"The emergency '{advice.id}' depends on {names}, asked after the first section."
                code = "N302" if all(map(self._is_late, asked)) else "N303"
                example = self.shortest.earning(advice._replace(when=part))
                yield self.finding(code, (*key, "when"), advice.id, message, example=example)

    def _is_late(self, question: str) -> bool:
        return self.questionnaire.section_of[question].id != self.first_section

    def _late_part(self, condition: Condition) -> Condition | None:
        """The branches of a condition that need an answer given after the first section."""
        if isinstance(condition, AtLeast) and condition.count == 1:
            parts = tuple(part for part in map(self._late_part, condition.of) if part is not None)
            return AtLeast(1, parts) if parts else None
        return condition if any(map(self._is_late, questions_in(condition))) else None

    def not_one_voice(self) -> Iterator[Finding]:
        for code, clashes in (
            ("N207", one_voice.contradictions(self.questionnaire, self.shortest)),
            ("N208", one_voice.steps_said_twice(self.questionnaire, self.shortest)),
            ("N305", one_voice.danger_alike(self.questionnaire)),
        ):
            yield from (self.finding(code, one.key, one.where, one.message, example=one.example) for one in clashes)

    def nothing_to_do(self) -> Iterator[Finding]:
        for advice in self.every_advice:
            steps = [*advice.do, *advice.urgency.do, *filter(None, (advice.first_step, advice.urgency.first_step))]
            if not steps and not (advice.urgency.id == URGENCIES[-1] and advice.learn):
                message = f"Neither '{advice.id}' nor its urgency '{advice.urgency.id}' says what to do."
                example = self.shortest.earning(advice) if advice is not self.questionnaire.otherwise else None
                yield self.finding("N401", ("advice", advice.id), advice.id, message, example=example)

    def topics_missing(self) -> Iterator[Finding]:
        for advice in self.every_advice:
            for topic in advice.learn:
                if topic not in self.topics:
                    message = f"'{advice.id}' says learn '{topic}', but the guide has no such topic."
                    yield self.finding("N402", ("advice", advice.id, "learn"), advice.id, message)

    def banned_phrases(self) -> Iterator[Finding]:
        for passage in passages(self.questionnaire):
            for phrase, instead in banned(passage.text, self.questionnaire.diseases):
                yield self.finding("N501", passage.key, passage.where, f"'{phrase}' must not be said.", instead)

    def hard_to_read(self) -> Iterator[Finding]:
        together = groupby(passages(self.questionnaire), key=lambda passage: (passage.key[:2], passage.where))
        for (key, where), group in together:
            text = " ".join(passage.text if passage.text[-1:] in ".?!" else f"{passage.text}." for passage in group if passage.is_prose)
            if len(words(text)) >= FEWEST_WORDS and (years := grade(text)) > HIGHEST_GRADE:
                message = f"'{where}' reads like school grade {years:.0f}; {HIGHEST_GRADE:.0f} is the highest."
                yield self.finding("N502", key, where, message, f"{hard_parts(text)}. {RULES['N502'].mend}")

    def review_run_out(self) -> Iterator[Finding]:
        until = self.questionnaire.review.until
        if until and date.fromisoformat(until) < self.today:
            yield self.finding("N601", ("review",), "review", f"The review held until {until}.")

    def numbers_and_lines(self) -> Iterator[Finding]:
        of = self.questionnaire
        for found in (*contacts.findings(of, self.today), *broken_lines.findings(of), *codes.findings(of)):
            yield self.finding(*found)


def _heard(conditions: Iterable[Condition]) -> Mapping[str, set[str]]:
    """The choices that some condition listens to, by question."""
    heard: defaultdict[str, set[str]] = defaultdict(set)
    waiting = list(conditions)
    while waiting:
        condition = waiting.pop()
        if isinstance(condition, AtLeast):
            waiting.extend(condition.of)
        else:
            heard[condition.question] |= condition.choices
    return heard


def _without_a_plain_no(question: Question, idle: list[str]) -> list[str]:
    """The idle choices without the one that may well be idle: no, none, or the only one where a question has neither."""
    signs = [choice for choice in idle if choice not in {*NO_MEANS_LESS, NOT_SURE}]
    has_no = any(choice.id in NO_MEANS_LESS for choice in question.choices)
    return signs if has_no or len(signs) != 1 else []
