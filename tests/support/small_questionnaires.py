"""Small random questionnaires, and everything that can be answered in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from hypothesis import strategies as st

from netcheck.engine.interview import Interview
from netcheck.questionnaire.model import (
    URGENCIES,
    Advice,
    Always,
    Answer,
    AtLeast,
    Band,
    Choice,
    Condition,
    Entered,
    Entry,
    FollowUps,
    Given,
    Question,
    Questionnaire,
    Review,
    Section,
    Urgency,
    Why,
)
from netcheck.questionnaire.quantity import written

WHY = Why("Because.", ())
SOON = tuple(Urgency(id_, id_.title(), "") for id_ in URGENCIES)
YES_NO = ("yes", "no", "not_sure")
GRADES = ("mild", "bad", "not_sure")
LIST = ("a", "b", "none", "not_sure")
DEGREES = Entry("number", "C", 300, 450, 10, (Band("mild", 300, 380), Band("bad", 390, 450)))
"""What is typed where grades are the bands of a number."""


@st.composite
def questionnaires(draw: st.DrawFn, most: int = 4, editable: bool = False, notes: bool = False) -> Questionnaire:
    """Two to ``most`` questions, some below others, and up to five pieces of advice. With ``editable`` each kind of question
    has its own name, so that two of these questionnaires can be compared as editions of one. With ``notes`` some end with a note.
    """
    count = draw(st.integers(2, most))
    places = draw(st.permutations(range(count))) if editable else range(count)
    kinds = [(YES_NO, GRADES, LIST)[place % 3] if editable else draw(st.sampled_from((YES_NO, GRADES, LIST))) for place in places]
    questions: list[Question] = []
    for place, kind in reversed(list(zip(places, kinds, strict=True))):
        then: tuple[FollowUps, ...] = ()
        if questions and draw(st.booleans()):
            leading = draw(st.frozensets(st.sampled_from(kind), min_size=1, max_size=2))
            then = (FollowUps(leading, (questions.pop(0),)),)
        # Now and then a choice of a list excludes the others, beside the two that always do.
        alone = draw(st.sampled_from((("none", "not_sure"), ("b", "none", "not_sure")))) if kind == LIST else ()
        choices = tuple(Choice(id_, id_, alone=id_ in alone) for id_ in kind)
        entry = DEGREES if kind == GRADES and draw(st.booleans()) else None
        context = entry is not None or (draw(st.booleans()) if kind == GRADES else False)
        whole = Question(f"q{place}", f"Question {place}", "?", WHY, choices, "", kind == LIST, context, entry=entry, then=then)
        questions.insert(0, whole)
    every = {f"q{place}": kind for place, kind in zip(places, kinds, strict=True)}
    conditions = _conditions(every)
    cut = draw(st.integers(1, len(questions)))
    sections = tuple(Section(f"s{n}", "S", part) for n, part in enumerate((tuple(questions[:cut]), tuple(questions[cut:]))) if part)
    sections = tuple(_with_ask_ifs(draw, sections, every))
    if notes and draw(st.booleans()):
        note = Question("note", "Note", "?", WHY, (), context=True, entry=Entry("note", if_reported=draw(st.booleans())))
        sections = (*sections[:-1], sections[-1]._replace(questions=(*sections[-1].questions, note)))
    advice = draw(st.lists(st.tuples(st.sampled_from(SOON), conditions), min_size=1, max_size=5))
    abouts = [draw(st.sampled_from(("", "", "it"))) for _ in advice]
    excludes = [((f"advice{n - 1}",) if n and draw(st.booleans()) else ()) for n, _ in enumerate(advice)]
    promise = Always("promise", draw(conditions), draw(st.sampled_from(SOON)))
    otherwise = Advice("otherwise", SOON[-1], AtLeast(0, ()), "", ())
    return Questionnaire(
        "1", "Small", Review("nobody", "never"), (), "Notice.", {}, SOON, (), sections,
        tuple(
            Advice(f"advice{n}", urgency, when, f"Say {n}.", (), about=abouts[n], excludes=excludes[n])
            for n, (urgency, when) in enumerate(advice)
        ),
        otherwise, "", (promise,),
    )  # fmt: skip


def _with_ask_ifs(draw: st.DrawFn, sections: tuple[Section, ...], kinds: Mapping[str, tuple[str, ...]]) -> Iterator[Section]:
    """The sections, now and then with an ``ask_if`` on them, on a question or on a choice that can be missed."""
    before: dict[str, tuple[str, ...]] = {}

    def ask_if() -> Condition | None:
        return draw(_conditions(before, whoever_is_not_sure=True)) if before and draw(st.integers(0, 2)) == 0 else None

    def changed(question: Question) -> Question:
        asked_if = ask_if()
        missed = draw(st.sampled_from([choice.id for choice in question.choices if choice.id not in ("none", "not_sure")]))
        # The bands of a number are there for everybody.
        ask_ifs = {missed: ask_if()} if question.entry is None else {}
        choices = tuple(choice._replace(ask_if=ask_ifs.get(choice.id)) for choice in question.choices)
        before[question.id] = kinds[question.id]
        then = tuple(below._replace(questions=tuple(map(changed, below.questions))) for below in question.then)
        return question._replace(choices=choices, then=then, ask_if=asked_if)

    for section in sections:
        asked_if = ask_if()
        yield section._replace(questions=tuple(map(changed, section.questions)), ask_if=asked_if)


def _conditions(kinds: Mapping[str, tuple[str, ...]], *, whoever_is_not_sure: bool = False) -> st.SearchStrategy[Condition]:
    given = st.sampled_from([(id_, choice) for id_, choices in kinds.items() for choice in choices])
    one = st.lists(given, min_size=1, max_size=2).map(_one_question)
    if whoever_is_not_sure:
        one = one.map(lambda given: given._replace(choices=given.choices | {"not_sure"}))
    return st.recursive(one, lambda parts: st.lists(parts, min_size=1, max_size=3).flatmap(_at_least), max_leaves=4)


def _one_question(pairs: list[tuple[str, str]]) -> Condition:
    first = pairs[0][0]
    return Given(first, frozenset(choice for question, choice in pairs if question == first))


def _at_least(parts: list[Condition]) -> st.SearchStrategy[Condition]:
    return st.integers(1, len(parts)).map(lambda count: AtLeast(count, tuple(parts)))


def possible_answers(question: Question) -> list[Answer]:
    """Every answer to a question; of a number one for each band, and of a note one."""
    if question.entry is not None:
        bands = [Entered((band.choice,), written(band.least, question.entry.step)) for band in question.entry.bands]
        return [*bands, frozenset(("not_sure",))] if bands else [Entered((), "words")]
    ids = [choice.id for choice in question.choices]
    if not question.pick_any:
        return [frozenset((id_,)) for id_ in ids]
    picks = [id_ for id_ in ids if id_ not in question.alone]
    several = [frozenset(some) for size in range(1, len(picks) + 1) for some in combinations(picks, size)]
    return [*several, *(frozenset((id_,)) for id_ in ids if id_ in question.alone)]


def people(questionnaire: Questionnaire, complete: bool = False) -> Iterator[dict[str, Answer]]:
    """Every way to answer every question, also those the interview would not come to; some not at all unless ``complete``.

    A note may stay without an answer then, too.
    """
    options: list[list[Answer | None]] = [
        [*possible_answers(question), *([] if complete and question.decides else [None])] for question in questionnaire.questions.values()
    ]
    for answers in product(*options):
        yield {id_: answer for id_, answer in zip(questionnaire.questions, answers, strict=True) if answer is not None}


def interview(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Interview:
    """An interview with these answers."""
    return Interview(questionnaire, tuple(answers.items()))
