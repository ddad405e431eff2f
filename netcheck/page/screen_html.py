"""A screen and the visit sheet as HTML, in the order in which the plain driver reads them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from netcheck.render.html import blocks_html, details, listed, paragraphs, text
from netcheck.terminal.line import LONGEST_TYPED, NOT_SURE_TYPED, Field
from netcheck.terminal.screens import Screen

TOPIC = "Guide:"
"""What stands before the id of a topic where an outcome says what to read. It becomes a button with the topic's title."""


def screen_html(screen: Screen, notes: Iterable[str], titles: Mapping[str, str], number: str) -> str:
    """One screen with its form. ``notes`` stand before its own, ``titles`` are those of the guide, ``number`` is one to call at once."""

    def item(words: str) -> str:
        mark, _, topic = words.rpartition(" ")
        return f"<form>{button('row', topic, titles[topic], 'plain')}</form>" if mark == TOPIC and topic in titles else text(words)

    head = escape(screen.ask or screen.title)
    title = f'<h1><label for="typed">{head}</label></h1>' if screen.field else f"<h1>{head}</h1>"
    place = " · ".join(filter(None, (screen.title if screen.ask else "", screen.place)))
    where = f'<p class="place">{escape(place)}</p>' if place else ""
    said = paragraphs(screen.say)
    parts = [
        BACK if screen.back else "",
        _problem(screen) if screen.message else "",
        *(f'<p class="note" role="status">{text(note)}</p>' for note in (*notes, *screen.notes)),
        f"{where}{said}" if screen.ask else f"{title}{where}{call(number)}{said}",
        blocks_html(screen.openings[0], item) if screen.openings else "",
        f"<form novalidate>{_answers(screen, title) if screen.ask else _menu(screen)}</form>",
        details(screen.why_title, paragraphs(screen.why)),
        f'<form class="more">{button("turn", "review", "Review my answers", "plain") if screen.can_review else ""}',
        f"{button('turn', 'forget', 'Clear my answers and start again', 'plain')}</form>",
    ]
    return f'<div data-urgency="{screen.urgency}">{"".join(parts)}</div>'


def sheet_page(title: str, document: str) -> str:
    """The visit sheet as the command line writes it, in a frame of its own, to print and to save."""
    buttons = button("turn", "print", "Print it") + button("turn", "save", "Save it as a file", "other")
    frame = f'<iframe title="{escape(title)}" srcdoc="{escape(document)}"></iframe>'
    return f'{BACK}<h1>{escape(title)}</h1><p id="status" role="status"></p><form>{buttons}</form>{frame}'


def call(number: str) -> str:
    """A link that calls this number on a telephone; nothing where there is none."""
    return f'<p><a class="call" href="tel:{escape("".join(number.split()))}">Call {escape(number)}</a></p>' if number else ""


def button(name: str, value: str, label: str, kind: str = "") -> str:
    """A button that sends ``value``."""
    return f'<button name="{name}" value="{escape(value)}" class="{kind}">{escape(label)}</button>'


BACK = f'<form class="back">{button("turn", "back", "Go back", "plain")}</form>'


def _problem(screen: Screen) -> str:
    link = f'<a href="#{"typed" if screen.field else "row-0"}">{escape(screen.message)}</a>'
    return f'<div class="error" role="alert" tabindex="-1"><h2>There is a problem</h2>{listed([link])}</div>'


def _answers(screen: Screen, title: str) -> str:
    """The question with its choices, or with a line to type into; what was wrong stands beside them too."""
    field, many = screen.field, "Choose all that fit." if screen.pick_any else ""
    how = field.how.replace(" Press s for not sure.", "") if field else many
    help_ = {"hint": screen.hint, "how": how, "wrong": screen.message and f"Error: {screen.message}"}
    said = "".join(f'<p id="{id_}">{text(words)}</p>' for id_, words in help_.items() if words)
    described = f'aria-describedby="{" ".join(id_ for id_, words in help_.items() if words)}"' if said else ""
    go_on = button("turn", "continue", "Continue")
    if not field:
        return f"<fieldset {described}><legend>{title}</legend>{said}{_choices(screen)}</fieldset>{go_on}"
    # Enter presses the first button of a form: it must take what was typed.
    not_sure = button("row", NOT_SURE_TYPED, "Not sure", "other") if field.takes_not_sure else ""
    return f"{title}{said}{_line(field, described)}{go_on}{not_sure}"


def _choices(screen: Screen) -> str:
    kind = "checkbox" if screen.pick_any else "radio"
    return "".join(
        f'<div class="row"><input type="{kind}" name="row" id="row-{number}" value="{escape(row.id)}"'
        f"{' checked' if row.id in screen.given else ''}{' data-alone' if row.alone else ''}>"
        f'<label for="row-{number}">{escape(row.text)}</label></div>'
        for number, row in enumerate(screen.rows)
    )


def _line(field: Field, described: str) -> str:
    shared, typed = f'name="typed" id="typed" {described} maxlength="{field.most}" autocomplete="off"', escape(field.text)
    return f'<input {shared} value="{typed}">' if field.most <= LONGEST_TYPED else f'<textarea {shared} rows="5">{typed}</textarea>'


def _menu(screen: Screen) -> str:
    """Buttons, each under the heading it belongs to. The first is the way on, where there is one that most people take."""
    found: list[str] = []
    heading = ""
    for row in screen.rows:
        if row.heading != heading:
            found.append(f"<h2>{escape(heading := row.heading)}</h2>")
        is_way_on = row == screen.rows[0] and (screen.cursor is not None or screen.place)
        found.append(button("row", row.id, row.text, "" if is_way_on else "other"))
    return "".join(found)
