"""The result of example cases in the words of the person who wrote them."""

from __future__ import annotations

from netcheck.author.cases import Case, Expected
from netcheck.author.coverage import Coverage, Mutation, Part, Survivor
from netcheck.questionnaire.part_reader import Place
from netcheck.render import cases as render

HOLDS = Case("no signs", "people.yaml", 2, (), "no", Expected("information"))
FAILS = Case("hot dry flushes", "people.yaml", 7, (), "no", Expected("soon"))


def test_a_case_that_does_not_hold_stands_with_its_line_and_what_came_out() -> None:
    assert render.text([(HOLDS, ()), (FAILS, ("expected soon, got information: advice otherwise",))], "q.yaml") == (
        "people.yaml:7: hot dry flushes\n    expected soon, got information: advice otherwise\n\n1 of 2 cases hold, read from 1 file.\n"
    )


def test_what_the_cases_leave_untested_comes_with_the_answers_for_a_case() -> None:
    coverage = Coverage(1000, (Part("no case gives 'faint' to 'danger'", Place(38, 3)),))
    example = {"danger": frozenset({"faint", "chest"}), "breathing": frozenset({"no"})}
    mutation = Mutation(4, (Survivor("the advice 'a' is lost", Place(60, 5), example),))
    assert render.text([(HOLDS, ())], "q.yaml", coverage, mutation) == (
        "1 of 1 cases hold, read from 1 file.\n"
        "\n"
        "The cases use 99 % of 1000 questions, choices, advice and branches.\n"
        "  q.yaml:38: no case gives 'faint' to 'danger'\n"
        "\n"
        "The cases notice 75 % of 4 small faults put into the questionnaire.\n"
        "  q.yaml:60: not noticed when the advice 'a' is lost\n"
        "    A case for it: answers: {danger: [chest, faint], breathing: no}\n"
    )
