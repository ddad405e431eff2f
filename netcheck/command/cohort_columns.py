"""The file that names other people's columns and codes.

columns: {CoughNow: cough, wheeze___1: chest_signs.wheeze}
codes: {cough: {"1": "yes", "0": "no"}}
"""

from __future__ import annotations

from netcheck.cohort.columns import Columns, meanings_of
from netcheck.errors import AnswersRefused
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.model import Questionnaire


def read_columns(text: str, name: str, questionnaire: Questionnaire) -> Columns:
    """The mapping in a YAML text. Raises AnswersRefused for a question or a choice that is not there."""
    document = Document(name, AnswersRefused)
    root = document.root(text)
    found = document.fields(root, "A mapping of columns", (), ("columns", "codes")) if root else {}
    questions, codes = {}, {}
    for column, _, node in document.pairs(found["columns"], "columns") if "columns" in found else ():
        questions[column] = meant = document.text(node, f"Column {column}")
        if meant not in meanings_of(questionnaire):
            document.fault(node, unknown_word("The question", meant, questionnaire.questions))
    for id_, key, node in document.pairs(found["codes"], "codes") if "codes" in found else ():
        question = questionnaire.questions.get(id_)
        if question is None:
            document.fault(key, unknown_word("The question", id_, questionnaire.questions))
            continue
        codes[id_] = {code: document.text(value, f"Code {code}") for code, _, value in document.pairs(node, f"codes of {id_}")}
        for choice in codes[id_].values():
            if choice not in {one.id for one in question.choices}:
                document.fault(node, unknown_word("The choice", choice, [one.id for one in question.choices]))
    document.refuse()
    return Columns(questions, codes)
