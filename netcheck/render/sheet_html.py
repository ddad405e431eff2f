"""The visit sheet as one HTML file: no script, nothing loaded from anywhere, and it prints as the sheet and its diary.

A browser prints it on Letter and A4 alike, and the PDF a browser makes of it keeps headings and table headers for
screen readers. On a screen it is one readable column.
"""

from __future__ import annotations

from html import escape

from netcheck.render.html import listed
from netcheck.render.sheet import Blank, Block, Half, Items, Part, Row, Rows, Sheet, Table
from netcheck.render.sheet_fit import SIZES, can_break, fits_letter_and_a4, fitted

STYLE = """
* { box-sizing: border-box }
:root { color-scheme: light }
body { margin: 0; background: #fff; color: #111; font: 1rem/1.4 Arial, Helvetica, "Liberation Sans", sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.6em; margin: 0 0 .2em }
h2 { font-size: 1.15em; margin: 0 0 .25em; border-bottom: 1.5px solid #111 }
h3 { font-size: 1em; margin: 0 0 .1em }
h2, h3, caption { break-after: avoid }
p, ul { margin: 0 }
ul { padding-left: 1.3em }
li { break-inside: avoid; overflow-wrap: anywhere }
section + section { margin-top: .5em }
.columns, .diary { margin-bottom: .8em }
table { width: calc(100% - 1px); border-collapse: collapse }
caption { text-align: left }
th, td { border: 1px solid #555; padding: .15em .4em; text-align: left; vertical-align: top; overflow-wrap: break-word }
thead th:first-child { width: 12% }
tr { height: 2.3em; break-inside: avoid }
.head { display: flex; flex-wrap: wrap; column-gap: 2em }
.head .blank { flex: 1 0 12em }
.blank { display: flex; flex-wrap: wrap; column-gap: .4em; break-inside: avoid }
.blank b { align-self: end; padding-top: .3em; font-weight: normal }
.rule { flex: 1 0 5em; height: 1.8em; border-bottom: 1px solid #555 }
.rule + .rule { flex-basis: 100% }
.small { font-size: .9em; padding-top: .2em }
.small:first-of-type { padding-top: .8em }
.diary tbody tr { height: 3em }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (max-width: 40rem) { table { font-size: .8em } }
@page { margin: 10mm 11mm }
@media print {
  body { font-size: SIZEpt; line-height: 1.18 }
  main { max-width: none; padding: 0 }
  .small { font-size: max(9pt, .9em) }
  table { table-layout: fixed }
  .columns { columns: 2; column-gap: 18pt }
  .diary { break-before: page; font-size: 9.5pt; margin: 0 }
  .diary tbody tr { height: 44pt }
  .whole { break-inside: avoid }
}
"""
STYLES = {size: STYLE.replace("SIZE", f"{size:g}") for size in SIZES}
"""Every style a sheet can have, by the size of its type. A page that shows a sheet allows these and no other."""


def render(whole: Sheet) -> str:
    """The sheet as a whole HTML document."""
    fit = fitted(whole, fits_letter_and_a4)
    shown, title = fit.sheet, escape(whole.title)
    more = "" if fit.is_one_page else '<p class="small">More on the next page.</p>\n'
    diary = _diary(shown.diary) if shown.diary else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        # Whatever a questionnaire may hold, a browser loads and runs nothing.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLES[fit.size]}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{more}"
        f'<div class="head">\n{"".join(map(_block, shown.head))}</div>\n'
        f"{''.join(map(_half, shown.halves))}{_small(shown)}{diary}</main>\n</body>\n</html>\n"
    )


def _half(half: Half) -> str:
    """A half of the page: its parts stand in two columns when printed."""
    parts = "".join(f"<section{_whole(part)}>\n{_part(part)}</section>\n" for part in half.parts)
    return f'<h2>{escape(half.title)}</h2>\n<div class="columns">\n{parts}</div>\n'


def _whole(part: Part) -> str:
    return "" if can_break(part) else ' class="whole"'


def _part(part: Part) -> str:
    return f"<h3>{escape(part.title)}</h3>\n{''.join(map(_block, part.blocks))}"


def _diary(diary: Part) -> str:
    return f'<section class="diary">\n<h2>{escape(diary.title)}</h2>\n{"".join(map(_block, diary.blocks))}</section>\n'


def _small(shown: Sheet) -> str:
    return "".join(f'<p class="small">{escape(text)}</p>\n' for text in shown.small)


def _block(block: Block) -> str:
    match block:
        case Rows(rows):
            return listed(map(_line, rows))
        case Items(texts):
            return listed(escape(text) for text in texts)
        case Table():
            return _table(block)
        case Blank(label, lines):
            rules = '<span class="rule"></span>' * lines
            return f'<p class="blank"><b>{escape(label)}:</b><span class="aloud">(room to write)</span>{rules}</p>\n'


def _line(row: Row) -> str:
    return f"<b>{escape(row.label)}:</b> {escape(row.text)}" if row.text else f"<b>{escape(row.label)}</b>"


def _table(table: Table) -> str:
    columns = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(f"<tr>{_cells(row)}</tr>\n" for row in table.rows)
    head = f"<caption>{escape(table.caption)}</caption>\n<thead><tr>{columns}</tr></thead>"
    return f"<table>\n{head}\n<tbody>\n{rows}</tbody>\n</table>\n"


def _cells(row: tuple[str, ...]) -> str:
    name, *rest = row
    first = f'<th scope="row">{escape(name)}</th>' if name else "<td></td>"
    return first + "".join(f"<td>{escape(text)}</td>" for text in rest)
