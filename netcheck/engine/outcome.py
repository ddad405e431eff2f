"""What the answers earn: advice, how urgent it is, why, and what is still open."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from netcheck.engine.condition import Known, reasons, truth
from netcheck.engine.interview import Interview
from netcheck.questionnaire.model import Advice, Answer, Entered, Question, Questionnaire, Section, SoonerIf, Urgency
from netcheck.questionnaire.records import HelpLine, Source


class Reason(NamedTuple):
    """An answer that earned advice: the question and those of its given choices that count."""

    question: Question
    choices: Answer

    @property
    def texts(self) -> tuple[str, ...]:
        """The choices in the person's words."""
        return self.question.texts(self.choices)


class EarnedAdvice(NamedTuple):
    """Advice as this person is told it, and the answers that earned it, in the order they were asked.

    ``otherwise`` has no reasons. Advice ``speaks``, with its words and its steps, unless more urgent advice about the same
    complaint does: then it sets no deadline of its own, and only what it knows is told to the provider, asked and read.
    """

    advice: Advice
    because: tuple[Reason, ...]
    speaks: bool = True


class Outcome(NamedTuple):
    """All that a renderer needs, and the notice with it so that none can leave it out.

    ``earned`` is most urgent first, then in the order of the file. While the interview is not complete, further
    answers can raise the urgency from ``urgency`` up to ``at_most`` and can never lower it. ``whom`` is the one to call.
    """

    questionnaire: Questionnaire
    urgency: Urgency
    at_most: Urgency
    complete: bool
    earned: tuple[EarnedAdvice, ...]
    answered: tuple[tuple[Section, Question, Answer], ...]
    unanswered: tuple[Question, ...]
    unused: tuple[str, ...]
    whom: str = ""

    @property
    def notice(self) -> str:
        """What stands with every outcome: not a diagnosis, the emergency number, who has reviewed the content."""
        return self.short_notice if self.is_emergency else self.questionnaire.notice

    @property
    def short_notice(self) -> str:
        """The notice for where the number to call is said anyway; the whole one where the questionnaire has no shorter."""
        return self.questionnaire.emergency.notice or self.questionnaire.notice

    @property
    def is_emergency(self) -> bool:
        return self.urgency.rank == 0

    @property
    def is_nothing_yet(self) -> bool:
        """True when no advice is earned because the interview is not complete. This is never "nothing found"."""
        return not self.earned

    @property
    def most_urgent(self) -> tuple[EarnedAdvice, ...]:
        """The earned advice that shares the top urgency and speaks."""
        return tuple(item for item in self.earned if item.speaks and item.advice.urgency == self.urgency)

    @property
    def by(self) -> str:
        """The one deadline: that of the urgency, or a sooner one of its advice."""
        return next((item.advice.by for item in self.most_urgent if item.advice.by), self.urgency.by)

    @property
    def less_urgent(self) -> tuple[EarnedAdvice, ...]:
        """The earned advice about other complaints than that of the top urgency, each the most urgent about its own."""
        return tuple(item for item in self.earned if item.speaks and item.advice.urgency != self.urgency)

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do, in order, each step once. In an emergency the call comes first; otherwise there is one first step."""
        own = [step for item in self.most_urgent for step in item.advice.do]
        shared = tuple(map(self.words, self.urgency.do)) if self.earned else ()
        first = next((item.advice.first_step for item in self.most_urgent), "") or self.words(self.urgency.first_step)
        steps = (*shared, *own) if self.is_emergency else (first, *own, *shared) if self.earned else ()
        return tuple(step for step in dict.fromkeys(steps) if step)

    def words(self, text: str) -> str:
        """A text of the questionnaire for this person, with the one to call put in."""
        return text.replace(WHOM, self.whom)

    def worse(self, urgency: Urgency) -> tuple[str, ...]:
        """What would make it this urgent, as the earned advice names it, each sign once."""
        lines = (line for item in self.earned for line in item.advice.sooner_if)
        return tuple(dict.fromkeys(line.say for line in lines if line.then_at_least == urgency))

    @property
    def emergency_signs(self) -> tuple[str, ...]:
        """The signs that would change this advice to an emergency."""
        return tuple(dict.fromkeys(advice.sign for advice in self.questionnaire.emergencies))

    @property
    def sources(self) -> dict[str, Source]:
        """The sources of the advice that is said, by id, in the order they are first cited. An emergency stands alone."""
        said = self.most_urgent if self.is_emergency else self.earned
        return {id_: self.questionnaire.sources[id_] for item in said for id_ in item.advice.sources}

    @property
    def help_lines(self) -> tuple[HelpLine, ...]:
        """The help lines that the earned advice names, in the order of the questionnaire."""
        named = {id_ for item in self.earned for id_ in item.advice.help}
        return tuple(line for line in self.questionnaire.help_lines if line.id in named)


def assess(interview: Interview) -> Outcome:
    """The outcome of the answers given so far, complete or not."""
    questionnaire, known = interview.questionnaire, interview.answers
    decided = [(advice, truth(advice.when, known)) for advice in questionnaire.advice]
    places = {question.id: place for place, question in enumerate(interview.path)}
    held = sorted((advice for advice, value in decided if value), key=lambda advice: advice.urgency.rank)
    if not held and interview.is_complete:
        held = [questionnaire.otherwise]
    whom = next((one.say for one in questionnaire.whom_to_call if one.when is None or truth(one.when, known)), "")
    soonest: dict[str, tuple[int, bool]] = {}
    for advice in held:
        soonest[advice.subject] = min(advice.how_soon, soonest.get(advice.subject, advice.how_soon))
    earned = [
        EarnedAdvice(
            _told(advice, held[0].urgency, known, whom),
            _because(advice, interview, places),
            advice.how_soon == soonest[advice.subject],
        )
        for advice in held
    ]
    coming = interview.possible
    possible = [advice.urgency for advice, value in decided if value or (coming is not known and truth(advice.when, coming))]
    mildest = questionnaire.urgencies[-1]
    return Outcome(
        questionnaire=questionnaire,
        urgency=earned[0].advice.urgency if earned else mildest,
        at_most=min(possible, key=lambda urgency: urgency.rank, default=mildest),
        complete=interview.is_complete,
        earned=tuple(earned),
        answered=tuple(
            (questionnaire.section_of[question.id], question, known[question.id]) for question in interview.path if question.id in known
        ),
        unanswered=() if interview.is_emergency else interview.unanswered,
        unused=interview.unused,
        whom=whom,
    )


WHOM = "{whom}"
"""What stands in the words of advice for the one whom this person calls."""


def _told(advice: Advice, top: Urgency, known: Known, whom: str) -> Advice:
    """The advice in the words for this person: whom to call, and of ``sooner_if`` only what is news and more urgent."""
    lines = tuple(line for line in advice.sooner_if if _is_news(line, top, known))
    told = advice if len(lines) == len(advice.sooner_if) else advice._replace(sooner_if=lines)
    if not whom:
        return told
    fields = {name: _worded(getattr(told, name), whom) for name in _WORDED}
    return told._replace(**fields)


_WORDED = ("say", "first_step", "do", "sooner_if", "tell_provider", "ask_provider")


def _worded(value: Any, whom: str) -> Any:
    """A text, a line, or several of them, with the one to call put in."""
    if isinstance(value, str):
        return value.replace(WHOM, whom)
    if isinstance(value, SoonerIf):
        return value._replace(say=value.say.replace(WHOM, whom))
    return tuple(_worded(part, whom) for part in value)


def _is_news(line: SoonerIf, top: Urgency, known: Known) -> bool:
    """Whether it is not known to be so already, and would be more urgent than what the person is told."""
    if line.then_at_least is not None and line.then_at_least.rank >= top.rank:
        return False
    return line.when is None or truth(line.when, known) is not True


def _because(advice: Advice, interview: Interview, places: Mapping[str, int]) -> tuple[Reason, ...]:
    counted = reasons(advice.when, interview.answers)
    asked = interview.questionnaire.questions
    # A number earns advice by its one band, and is said as it was typed.
    typed = {id_: answer for id_ in counted if isinstance(answer := interview.answers[id_], Entered)}
    return tuple(Reason(asked[id_], typed.get(id_, counted[id_])) for id_ in sorted(counted, key=places.__getitem__))
