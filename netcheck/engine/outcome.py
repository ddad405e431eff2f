"""What the answers earn: advice, how urgent it is, why, and what is still open."""

from collections.abc import Mapping
from typing import NamedTuple

from netcheck.engine.condition import reasons, truth
from netcheck.engine.interview import Interview
from netcheck.questionnaire.model import Advice, Answer, HelpLine, Question, Questionnaire, Section, Source, Urgency


class Reason(NamedTuple):
    """An answer that earned advice: the question and those of its given choices that count."""

    question: Question
    choices: Answer

    @property
    def texts(self) -> tuple[str, ...]:
        """The choices in the person's words."""
        return self.question.texts(self.choices)


class EarnedAdvice(NamedTuple):
    """Advice and the answers that earned it, in the order they were asked. ``otherwise`` has no reasons."""

    advice: Advice
    because: tuple[Reason, ...]


class Outcome(NamedTuple):
    """All that a renderer needs, and the notice with it so that none can leave it out.

    ``earned`` is most urgent first, then in the order of the file. While the interview is not complete, further
    answers can raise the urgency from ``urgency`` up to ``at_most`` and can never lower it.
    """

    questionnaire: Questionnaire
    urgency: Urgency
    at_most: Urgency
    complete: bool
    earned: tuple[EarnedAdvice, ...]
    answered: tuple[tuple[Section, Question, Answer], ...]
    unanswered: tuple[Question, ...]
    unused: tuple[str, ...]

    @property
    def notice(self) -> str:
        """What stands with every outcome: not a diagnosis, the emergency number, who has reviewed the content."""
        return self.questionnaire.notice

    @property
    def is_emergency(self) -> bool:
        return self.urgency.rank == 0

    @property
    def is_nothing_yet(self) -> bool:
        """True when no advice is earned because the interview is not complete. This is never "nothing found"."""
        return not self.earned

    @property
    def most_urgent(self) -> tuple[EarnedAdvice, ...]:
        """The earned advice that shares the top urgency."""
        return tuple(item for item in self.earned if item.advice.urgency == self.urgency)

    @property
    def less_urgent(self) -> tuple[EarnedAdvice, ...]:
        return tuple(item for item in self.earned if item.advice.urgency != self.urgency)

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do, in order, each step once. In an emergency the call comes first; otherwise what fits this person."""
        own = [step for item in self.most_urgent for step in item.advice.do]
        shared = self.urgency.do if self.earned else ()
        return tuple(dict.fromkeys((*shared, *own) if self.is_emergency else (*own, *shared)))

    @property
    def emergency_signs(self) -> tuple[str, ...]:
        """The signs that would change this advice to an emergency."""
        return tuple(dict.fromkeys(advice.sign for advice in self.questionnaire.emergencies))

    @property
    def sources(self) -> dict[str, Source]:
        """The sources of the earned advice, by id, in the order they are first cited."""
        return {id_: self.questionnaire.sources[id_] for item in self.earned for id_ in item.advice.sources}

    @property
    def help_lines(self) -> tuple[HelpLine, ...]:
        return self.questionnaire.help_lines


def assess(interview: Interview) -> Outcome:
    """The outcome of the answers given so far, complete or not."""
    questionnaire, known = interview.questionnaire, interview.known
    decided = [(advice, truth(advice.when, known)) for advice in questionnaire.advice]
    places = {question.id: place for place, question in enumerate(interview.path)}
    earned = [EarnedAdvice(advice, _because(advice, interview, places)) for advice, value in decided if value]
    if not earned and interview.is_complete:
        earned = [EarnedAdvice(questionnaire.otherwise, ())]
    earned.sort(key=lambda item: item.advice.urgency.rank)
    possible = [advice.urgency for advice, value in decided if value is not False]
    mildest = questionnaire.urgencies[-1]
    return Outcome(
        questionnaire=questionnaire,
        urgency=earned[0].advice.urgency if earned else mildest,
        at_most=min(possible, key=lambda urgency: urgency.rank, default=mildest),
        complete=interview.is_complete,
        earned=tuple(earned),
        answered=tuple(
            (questionnaire.section_of[id_], questionnaire.questions[id_], answer) for id_, answer in interview.answers.items()
        ),
        unanswered=() if interview.is_emergency else interview.unanswered,
        unused=interview.unused,
    )


def _because(advice: Advice, interview: Interview, places: Mapping[str, int]) -> tuple[Reason, ...]:
    counted = reasons(advice.when, interview.known)
    asked = interview.questionnaire.questions
    return tuple(Reason(asked[id_], counted[id_]) for id_ in sorted(counted, key=places.__getitem__))
