"""What was answered, as a provider wants to read it: a line a sign, what was denied sign by sign, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.engine.outcome import Outcome
from netcheck.questionnaire.file_format import ENDS_OF_A_LIST, SHEET_PARTS, YES_NO
from netcheck.questionnaire.gist import gist
from netcheck.questionnaire.model import NONE, NOT_SURE, Choice, Entered, Question, choices_in

SIGNS, CHECKED, FAMILY, PERSON = SHEET_PARTS

SAYS_NOTHING = frozenset({"about", "more"})
"""What the label of a follow-up can add to the sign above it without saying anything."""

MOST_DENIED = 24
"""How many signs that are not there a provider reads through."""

Line = tuple[str, str]
"""A label and its text; the text is empty where the label says it all."""


class SheetAnswers:
    """The answers of an outcome, sorted into the parts of the visit sheet."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.given = {question.id: answer for _, question, answer in outcome.answered}
        self.as_asked = {question.id: question for _, question, _ in outcome.answered}
        self.openings = [
            (part, question) for section in outcome.questionnaire.sections for part, question in self._openings(section.questions)
        ]

    def person(self) -> list[Line]:
        """For whom this is, and who answered."""
        return self._lines(PERSON)

    def signs(self) -> list[Line]:
        """Each sign in one line, with what was said about it."""
        return self._lines(SIGNS)

    def checked(self) -> list[Line]:
        """What was looked into before, and what was said."""
        return self._lines(CHECKED)

    def family(self) -> list[Line]:
        """What runs in the family, and who has it; where nothing does, what was asked."""
        found = self._lines(FAMILY)
        asked = [question.short for part, question in self.openings if part == FAMILY and all(map(_is_no, self._chosen(question)))]
        return [*found, *([("No", "; ".join(asked))] if asked else [])]

    def notes(self) -> list[Line]:
        """The person's own words, as they were typed."""
        asked = self.outcome.answered
        return [(one.short, text) for _, one, answer in asked if one.entry and one.entry.is_note for text in one.texts(answer)]

    def denied(self) -> list[Line]:
        """What was asked and is not there, sign by sign, of what matters to what was found: more about a sign that is
        there, and what would have made it more urgent.
        """
        alone = [question.short for part, question in self.openings if part == SIGNS and self._is_plain_no(question)]
        beside = frozenset(self._named_beside_what_was_earned())
        lists, room = [], MOST_DENIED
        # More about a sign that is there matters most.
        for question, is_more in sorted(self._lists_of_signs(), key=lambda one: not one[1]):
            offered = self.as_asked[question.id].choices
            looked_at = (choice for choice in offered if choice.id not in self.given[question.id] and not choice.alone)
            matter = [choice.text for choice in looked_at if is_more or (question.id, choice.id) in beside][:room]
            room -= len(matter)
            if matter:
                lists.append((question.short, "; ".join(matter)))
        return [*([("No", "; ".join(alone))] if alone else []), *lists]

    def _is_plain_no(self, question: Question) -> bool:
        return not question.pick_any and not question.context and all(map(_is_no, self._chosen(question)))

    def _lists_of_signs(self) -> Iterator[tuple[Question, bool]]:
        """The lists of signs that were looked through, each with whether it asks more about a sign that is there."""
        for part, opening in self.openings:
            if part == SIGNS:
                asked = [(opening, False), *((question, True) for question in self._under(opening))]
                yield from (one for one in asked if one[0].pick_any and not one[0].context and NOT_SURE not in self.given[one[0].id])

    def _under(self, question: Question) -> Iterator[Question]:
        for choice in self._chosen(question):
            for under in self._after(question, choice):
                if under.id in self.given and under.sheet in {"", SIGNS}:
                    yield under
                    yield from self._under(under)

    def not_known(self) -> list[Line]:
        """What the person was not sure of, and what was not answered."""
        unsure = [question.short for _, question in self.openings if self.given[question.id] == {NOT_SURE}]
        open_ = [question.short for question in self.outcome.unanswered]
        return [(label, "; ".join(texts)) for label, texts in (("Not sure", unsure), ("Not answered", open_)) if texts]

    def _openings(self, questions: tuple[Question, ...], above: str = "") -> Iterator[tuple[str, Question]]:
        """The answered questions that open a line, each with its part: they stand under no other of that part."""
        for question in questions:
            if question.id in self.given:
                part = question.sheet or above or SIGNS
                if part != above:
                    yield part, question
                for choice in self._chosen(question):
                    yield from self._openings(tuple(self._after(question, choice)), part)

    def _lines(self, part: str) -> list[Line]:
        return [line for its_part, question in self.openings if its_part == part for line in self._lines_of(question, part)]

    def _lines_of(self, question: Question, part: str) -> Iterator[Line]:
        """One line for each sign that more was asked about, and one for all others of the question."""
        if not question.decides:
            yield from ((question.short, text) for text in self._kept(question))
            return
        more = {choice: self._more(question, choice, part) for choice in self._chosen(question) if _opens_a_line(question, choice)}
        alone = [choice.text for choice, said in more.items() if not said]
        if alone:
            yield question.short, "; ".join(alone)
        for choice, said in more.items():
            if said:
                yield (choice.text, said) if question.pick_any else (question.short, f"{choice.text}; {said}")

    def _more(self, above: Question, choice: Choice, part: str) -> str:
        """What was asked because of a choice, and said: its length, its pattern, what sets it off."""
        told = []
        for question in self._after(above, choice):
            if question.id in self.given and question.sheet in {"", part}:
                chosen = [self._with_more(question, one, part) for one in self._chosen(question) if not _is_none(one)]
                texts = chosen or self._kept(question)
                if texts:
                    label = "" if frozenset(gist(question.short)) <= SAYS_NOTHING.union(gist(choice.text)) else f"{question.short}: "
                    told.append(f"{label}{', '.join(texts)}")
        return "; ".join(told)

    def _with_more(self, question: Question, choice: Choice, part: str) -> str:
        more = self._more(question, choice, part)
        return f"{choice.text} ({more})" if more else choice.text

    def _chosen(self, question: Question) -> list[Choice]:
        """The choices that were given; in place of a band's words, what was typed."""
        answer = self.given[question.id]
        chosen = [choice for choice in question.choices if choice.id in answer]
        return [choice._replace(text=question.entered(answer)) for choice in chosen] if isinstance(answer, Entered) else chosen

    def _kept(self, question: Question) -> list[str]:
        """A number or a day that decides nothing."""
        return [] if question.entry is None or question.entry.is_note else list(question.texts(self.given[question.id]))

    def _after(self, question: Question, choice: Choice) -> Iterator[Question]:
        """What was asked because of a choice. What was asked because of several is told with the first of them."""
        for below in question.then:
            if choice.id == next((one.id for one in self._chosen(question) if one.id in below.choices), ""):
                yield from below.questions

    def _named_beside_what_was_earned(self) -> Iterator[tuple[str, str]]:
        """The choices that would have made the most urgent complaints more urgent: those of more urgent advice about them,
        and those of what their advice says to watch for.
        """
        about = {item.advice.subject for item in self.outcome.most_urgent}
        for advice in self.outcome.questionnaire.advice:
            if advice.subject in about:
                if advice.urgency.rank < self.outcome.urgency.rank:
                    yield from choices_in([advice.when])
                yield from choices_in(line.when for line in advice.sooner_if if line.when is not None)


def _is_no(choice: Choice) -> bool:
    return (choice.id, choice.text) == ("no", YES_NO["no"]) or _is_none(choice)


def _is_none(choice: Choice) -> bool:
    return (choice.id, choice.text) == (NONE, ENDS_OF_A_LIST[NONE])


def _opens_a_line(question: Question, choice: Choice) -> bool:
    """No and not sure are listed together."""
    return not _is_no(choice) and (choice.id != NOT_SURE or bool(question.after(choice.id)))
