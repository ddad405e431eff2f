"""The files of the page: the first page, the program packed, and the runtime, each with its hash."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import pkgutil
import zipfile
from collections.abc import Mapping
from html import escape

from netcheck.page.driver import PACKED
from netcheck.page.screen_html import button, call
from netcheck.questionnaire.model import Questionnaire
from netcheck.questionnaire.packed import pack
from netcheck.render.chapters import reached
from netcheck.render.html import details, listed, paragraphs, text
from netcheck.render.page import unique
from netcheck.render.sheet_html import STYLES
from netcheck.terminal.screens import NOT_SAVED

ICON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#00573d" d="M0 0h9v9H0z"/></svg>'


def files_of(
    questionnaire: Questionnaire,
    guide: tuple[Mapping[str, tuple[str, str]], tuple[str, str] | None],
    program: Mapping[str, bytes],
    runtime: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The files of the folder by name, the same bytes for the same input. ``program`` are modules by their path, ``guide`` its texts."""
    packed = json.dumps((pack(questionnaire), (dict(sorted(guide[0].items())), guide[1])), ensure_ascii=False)
    files = {**runtime, "netcheck.zip": _zipped({**program, f"netcheck/{PACKED}": packed.encode()}), "icon.svg": ICON}
    files["index.html"] = _first_page(questionnaire, _hashes(files)).encode()
    hashes = json.dumps(_hashes(files))
    edition = hashlib.sha256(hashes.encode()).hexdigest()[:12]
    return {**files, "worker.js": f'const EDITION = "{edition}", FILES = {hashes};\n{_own("worker.js")}'.encode()}


def _own(name: str) -> str:
    """The text of a file of this room."""
    return (pkgutil.get_data("netcheck.page", name) or b"").decode().replace("\r\n", "\n")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive that does not depend on the day or the system. It is not compressed, as that differs between systems; servers do it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), data)
    return whole.getvalue()


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}" for name, data in sorted(files.items())}


def _policy(hashes: Mapping[str, str]) -> str:
    """What the page may load and run: its own files, what stands in it, and nothing from anywhere else. WebAssembly is allowed by name."""
    script, modules, *styles = (f"'{one}'" for one in hashes.values())
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {script} {modules}; style-src {' '.join(styles)}; connect-src 'self'; "
        "img-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _first_page(content: Questionnaire, hashes: Mapping[str, str]) -> str:
    """What is to be read without the engine, from a file too: the start, the danger signs, the notice and the help lines."""
    number, script, style = content.emergency.number, _own("page.js"), _own("page.css")
    modules = {name: hash_ for name, hash_ in hashes.items() if name.endswith(".mjs")}
    # A module whose early loading was refused can be asked for again by its own name: there, only the map of imports refuses it.
    imports = json.dumps({"integrity": {f"./{name}": hash_ for name, hash_ in modules.items()}})
    inside = (script, imports, style, *STYLES.values())
    now = f"Call {number} now" if number else f"{content.emergency.call[:1].upper()}{content.emergency.call[1:]} now"
    signs = listed(map(text, unique(advice.sign for advice in content.emergencies)))
    danger = f'<section class="danger"><h2>{escape(now)} if any of these is true</h2>{signs}{call(number)}</section>'
    lines = f"<h2>Help lines</h2>{listed(text(reached(line)) for line in content.help_lines)}"
    more = details("More about this", paragraphs(content.start_more))
    open_ = button("turn", "open", "Go on from this file", "other")
    loaded = "".join(f'<link rel="modulepreload" href="{name}" integrity="{hash_}">' for name, hash_ in modules.items())
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(_hashes({str(number): one.encode() for number, one in enumerate(inside)}))}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>{escape(content.title)}</title><link rel="icon" href="icon.svg"><style>{style}</style>
<script type="importmap">{imports}</script>{loaded}</head>
<body><main><h1>{escape(content.title)}</h1>{paragraphs(content.start)}{danger if content.emergencies else ""}
<h2>Answer the questions</h2>
<p>{NOT_SAVED}</p>
<p id="status" role="status">The questions need JavaScript and a browser of the last 3 years. What stands here holds without them.</p>
<div id="begin" hidden><form>{button("begin", "begin", "Begin")}</form>
<details><summary>Go on from saved answers</summary><form><label for="file">The file with your answers</label>
<input type="file" id="file" name="file" accept=".yaml,.yml,.json">{open_}</form></details></div>
{more}{lines if content.help_lines else ""}
</main><footer>{text(content.notice)}</footer>
<script data-files="{escape(json.dumps(hashes))}">{script}</script></body></html>
"""
