"""The whole way that a clinic goes: the form out, a response in, a document out."""

from __future__ import annotations

import json

from tests.command.test_cli import SMALL, run


def answered(form, **choices):
    """The response of a form in which some choices were ticked."""
    options = {
        option["valueCoding"]["code"]: option["valueCoding"]
        for group in form["item"]
        for item in group.get("item", ())
        for option in item.get("answerOption", ())
    }
    items = [{"linkId": id_, "answer": [{"valueCoding": options[f"{id_}.{choice}"]}]} for id_, choice in choices.items()]
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "questionnaire": f"{form['url']}|{form['version']}",
        "item": items,
    }


def test_a_response_to_the_exported_form_gets_its_advice_as_a_document(tmp_path):
    path = tmp_path / "form.json"
    exported = run("export", "fhir-questionnaire", "--questions", str(SMALL), "--output", str(path), questions=False)
    response = answered(json.loads(path.read_text("utf-8")), breathing="yes")

    done = run("--answers", "-", "--format", "fhir", "--exit-code", stdin=json.dumps(response))

    assert (exported.returncode, exported.stdout) == (0, "")
    assert (done.returncode, done.stderr) == (40, "")
    made = json.loads(done.stdout)
    assert [one["resource"]["resourceType"] for one in made["entry"]] == ["Composition", "Patient", "QuestionnaireResponse"]


def test_what_was_not_read_of_a_response_is_told_apart_from_the_data(tmp_path):
    path = tmp_path / "response.json"
    whole = {"resourceType": "QuestionnaireResponse", "extension": [{"url": "http://example.com/a"}], "item": []}
    path.write_text(json.dumps(whole), "utf-8")

    done = run("--answers", str(path), "--format", "json")

    assert done.stderr == f"{path}: Not read from this response: the extension http://example.com/a.\n"
    assert json.loads(done.stdout)["complete"] is False


def test_a_bundle_is_refused_in_one_line(tmp_path):
    path = tmp_path / "bundle.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": []}), "utf-8")

    done = run("--answers", str(path))

    fact = "This is 'Bundle'. --answers takes one QuestionnaireResponse of FHIR R4, in JSON."
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(f"bundle.json:1: {fact} Take the QuestionnaireResponse out of it.\n")


def test_50_megabytes_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "huge.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"resourceType": "QuestionnaireResponse", "id": "')
        file.writelines("x" * 1_000_000 for _ in range(50))
        file.write('"}')

    done = run("--answers", str(path))

    assert (done.returncode, done.stdout) == (1, "")
    assert "is larger than 4 MB" in done.stderr
