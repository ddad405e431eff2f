"""Files that are no text at all are refused in one sentence, before anything reads them."""

from __future__ import annotations

import pytest

from netcheck import QuestionnaireRefused
from netcheck.document import LARGEST, decode


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a" * (LARGEST + 1), "a.yaml: This file is larger than 4 MB. Nothing netcheck reads needs that."),
        ("format: 1".encode("utf-16"), "a.yaml: This file is saved as UTF-16. Save it as UTF-8 text."),
        (b"format: 1\ntitle: caf\xe9\n", "a.yaml:2: This is not UTF-8 text from here on. Save the file as UTF-8 text."),
        (b"format: 1\n\n\0", "a.yaml:3: This is not a text file: it holds a NUL byte."),
    ],
)
def test_what_is_not_utf8_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(QuestionnaireRefused) as caught:
        decode(data, "a.yaml", QuestionnaireRefused)
    assert str(caught.value) == message


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfformat: 1", "a.yaml", QuestionnaireRefused) == "format: 1"
