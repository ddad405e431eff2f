"""A screen, a topic of the guide and the visit sheet as HTML, in the order in which the plain driver reads them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from netcheck.questionnaire.model import NONE, NOT_SURE
from netcheck.render.page import Block, Heading, Items, Paragraph
from netcheck.terminal.line import LONGEST_TYPED, NOT_SURE_TYPED, Field
from netcheck.terminal.screens import Row, Screen

TOPIC = "Guide:"
"""What stands before the id of a topic where an outcome says what to read. It becomes a button with the topic's title."""


_ADDRESS = re.compile(r"https?://[^\s&<>\"']+[^\s&<>\"'.,)]")


def screen_html(screen: Screen, notes: Iterable[str], titles: Mapping[str, str]) -> str:
    """One screen with its form. ``notes`` stand before its own, ``titles`` are those of the guide, by topic."""
    head = screen.ask or screen.title
    place = " · ".join(filter(None, (screen.title if screen.ask else "", screen.place)))
    parts = [_back(screen.back)] if screen.back else []
    if screen.message:
        first = "typed" if screen.field else "row-0"
        link = f'<a href="#{first}">{escape(screen.message)}</a>'
        parts.append(f'<div class="error" role="alert" tabindex="-1"><h2>There is a problem</h2><p>{link}</p></div>')
    parts += [f'<p class="note" role="status">{text(note)}</p>' for note in (*notes, *screen.notes)]
    title = f'<h1 tabindex="-1">{escape(head)}</h1>'
    where = [f'<p class="place">{escape(place)}</p>'] if place else []
    said = [f"<p>{text(one)}</p>" for one in screen.say]
    parts += [*where, *said] if screen.ask else [title, *where, *said]
    parts += [blocks_html(screen.openings[0], titles)] if screen.openings else []
    parts.append(f'<form novalidate>{_answers(screen, title) if screen.ask else _menu(screen.rows)}</form>')
    if screen.why:
        why = "".join(f"<p>{text(one)}</p>" for one in screen.why)
        parts.append(f"<details><summary>{escape(screen.why_title)}</summary>{why}</details>")
    forget = button("do", "forget", "Clear my answers and start again", "plain")
    review = button("do", "review", "Review my answers", "plain") if screen.can_review else ""
    parts.append(f'<form class="more">{review}{forget}</form>')
    name = f' data-urgency="{screen.urgency}"' if screen.urgency else ""
    return f"<div{name}>{''.join(parts)}</div>"


def topic_html(markdown: str) -> str:
    """A page of the guide: headings, lists, paragraphs and bold words, which is all the Markdown a guide has."""
    parts = [_back("go back")]
    for paragraph in re.split(r"\n\s*\n", markdown.strip()):
        items = re.split(r"^- ", paragraph, flags=re.MULTILINE)[1:]
        hashes, _, words = paragraph.partition(" ")
        if items:
            parts.append(_list("ul", (_bold(" ".join(item.split())) for item in items)))
        elif hashes and not hashes.strip("#"):
            parts.append(f'<h1 tabindex="-1">{escape(words)}</h1>' if hashes == "#" else f"<h{len(hashes)}>{_bold(words)}</h{len(hashes)}>")
        else:
            parts.append(f"<p>{_bold(' '.join(paragraph.split()))}</p>")
    return "".join(parts)


def sheet_page(title: str, document: str) -> str:
    """The visit sheet as the command line writes it, in a frame of its own, to print and to save."""
    buttons = button("do", "print", "Print it") + button("do", "save sheet", "Save it as a file", "plain")
    frame = f'<iframe title="{escape(title)}" data-document="{escape(document)}"></iframe>'
    return f'{_back("go back")}<h1 tabindex="-1">{escape(title)}</h1><form>{buttons}</form>{frame}'


def blocks_html(blocks: Iterable[Block], titles: Mapping[str, str]) -> str:
    """What an outcome says."""
    return "".join(_block(block, titles) for block in blocks)


def text(words: str) -> str:
    """Words with their addresses as links. Nothing is told to the page behind a link about where the reader came from."""
    return _ADDRESS.sub(r'<a href="\g<0>" rel="noreferrer">\g<0></a>', escape(words))


def button(name: str, value: str, label: str, kind: str = "") -> str:
    """A button that sends ``value``."""
    return f'<button name="{name}" value="{escape(value)}"{f" class={kind}" if kind else ""}>{escape(label)}</button>'


def _back(label: str) -> str:
    return f'<form class="back">{button("do", "back", f"{label[:1].upper()}{label[1:]}", "plain")}</form>'


def _block(block: Block, titles: Mapping[str, str]) -> str:
    match block:
        case Heading(words):
            return f"<h2>{escape(words)}</h2>"
        case Paragraph(words, strong):
            return f"<p>{f'<strong>{text(words)}</strong>' if strong else text(words)}</p>"
        case Items(texts, steps):
            return _list("ol" if steps else "ul", (_item(one, titles) for one in texts))


def _item(words: str, titles: Mapping[str, str]) -> str:
    call, _, topic = words.rpartition(" ")
    if call == TOPIC and topic in titles:
        return f"<form>{button('topic', topic, titles[topic], 'plain')}</form>"
    return text(words)


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"


def _bold(words: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text(words))


def _answers(screen: Screen, title: str) -> str:
    """The question with its choices, or with a line to type into."""
    hint = f'<p id="hint">{text(screen.hint)}</p>' if screen.hint else ""
    go_on = button("do", "continue", "Continue")
    if screen.field:
        return f"{title}{hint}{_field(screen.field, screen.ask)}{go_on}"
    kind, many = ("checkbox", "<p>Choose all that fit.</p>") if screen.pick_any else ("radio", "")
    rows = "".join(
        f'<div class="row"><input type="{kind}" name="row" id="row-{number}" value="{escape(row.id)}"'
        f"{' checked' if row.id in screen.given else ''}{' data-alone' if row.id in {NONE, NOT_SURE} else ''}>"
        f'<label for="row-{number}">{escape(row.text)}</label></div>'
        for number, row in enumerate(screen.rows)
    )
    described = ' aria-describedby="hint"' if hint else ""
    return f"<fieldset{described}><legend>{title}</legend>{hint}{many}{rows}</fieldset>{go_on}"


def _field(field: Field, ask: str) -> str:
    shared = f'name="typed" id="typed" aria-label="{escape(ask)}" aria-describedby="how" maxlength="{field.most}" autocomplete="off"'
    own = NOT_SURE_TYPED if field.takes_not_sure else ""
    how = f'<p id="how">{text(field.how.replace(" Press s for not sure.", ""))}</p>'
    typed = escape(field.text)
    line = f"<input {shared} value=\"{typed}\">" if field.most <= LONGEST_TYPED else f'<textarea {shared} rows="5">{typed}</textarea>'
    return f'{how}{line}{button("row", own, "Not sure", "plain") if own else ""}'


def _menu(rows: Iterable[Row]) -> str:
    """Buttons, each under the heading it belongs to."""
    found: list[str] = []
    heading = ""
    for row in rows:
        if row.heading and row.heading != heading:
            heading = row.heading
            found.append(f"<h2>{escape(heading)}</h2>")
        found.append(button("row", row.id, row.text, "other" if found and row.heading else ""))
    return "".join(found)
