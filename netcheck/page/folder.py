"""The files of the page: the first page, the program packed, and the runtime, each named with its hash."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import pkgutil
import zipfile
from collections.abc import Mapping
from html import escape

from netcheck.errors import CannotDo
from netcheck.page.screen_html import text
from netcheck.questionnaire.model import Questionnaire
from netcheck.questionnaire.packed import module_text
from netcheck.render.chapters import reached
from netcheck.render.page import unique
from netcheck.terminal.screens import NOT_SAVED

PYODIDE = "314.0.7"
RUNTIME = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
"""The files of the npm package pyodide that the page needs, each with its SHA-256."""

ROOMS = ("engine", "guide", "page", "questionnaire", "render")
MODULES = ("__init__.py", "errors.py", "program.py", *(f"terminal/{name}.py" for name in ("__init__", "conversation", "line", "screens")))
"""Which part of the program runs in a browser: these rooms whole, and these modules."""

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""What the page may load: its own files, and from nowhere else. The engine is WebAssembly, which has to be allowed by name."""


ICON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#00573d" d="M0 0h9v9H0z"/></svg>'


def refuse_other_runtime(runtime: Mapping[str, bytes], where: str) -> None:
    """Raise CannotDo when these are not the very files that the page is tested with."""
    for name, expected in RUNTIME.items():
        if hashlib.sha256(runtime[name]).hexdigest() != expected:
            raise CannotDo(f"{name} in {where} is not that of pyodide {PYODIDE}. Get it with: npm install pyodide@{PYODIDE}")


def files_of(
    questionnaire: Questionnaire,
    guide: tuple[Mapping[str, tuple[str, str]], tuple[str, str] | None],
    program: Mapping[str, bytes],
    runtime: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The files of the folder by name, the same bytes for the same input. ``program`` are modules by their path, ``guide`` its texts."""
    packed = {
        **program,
        "netcheck/packed_questions.py": module_text(b"", questionnaire).encode(),
        "netcheck/packed_guide.py": f"PAGES, SOURCES = {dict(sorted(guide[0].items()))!r}, {guide[1]!r}\n".encode(),
    }
    own = {name: (pkgutil.get_data("netcheck.page", name) or b"").replace(b"\r\n", b"\n") for name in ("page.css", "page.js")}
    files = {**runtime, **own, "netcheck.zip": _zipped(packed), "icon.svg": ICON}
    files["index.html"] = _first_page(questionnaire, {name: _integrity(data) for name, data in sorted(files.items())}).encode()
    hashes = json.dumps({name: _integrity(data) for name, data in sorted(files.items())})
    edition = hashlib.sha256(hashes.encode()).hexdigest()[:12]
    worker = (pkgutil.get_data("netcheck.page", "worker.js") or b"").replace(b"\r\n", b"\n")
    return {**files, "worker.js": f'const EDITION = "{edition}", FILES = {hashes};\n'.encode() + worker}


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive that does not depend on the day or the system. It is not compressed, as that differs between systems; servers do it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), data)
    return whole.getvalue()


def _integrity(data: bytes) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"


def _first_page(content: Questionnaire, hashes: Mapping[str, str]) -> str:
    """What is to be read without the engine: the start, the danger signs, the notice and the help lines."""
    number = content.emergency.number
    call = f"Call {number} now" if number else f"{content.emergency.call[:1].upper()}{content.emergency.call[1:]} now"
    signs = "".join(f"<li>{text(sign)}</li>" for sign in unique(advice.sign for advice in content.emergencies))
    danger = f'<section class="danger"><h2>{escape(call)} if any of these is true</h2><ul>{signs}</ul></section>' if signs else ""
    lines = "".join(f"<li>{text(reached(line))}</li>" for line in content.help_lines)
    more = "".join(f"<p>{text(said)}</p>" for said in content.start_more)
    loaded = "".join(f'<link rel="modulepreload" href="{name}" integrity="{hashes[name]}">' for name in hashes if name.endswith(".mjs"))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>{escape(content.title)}</title><link rel="icon" href="icon.svg">
<link rel="stylesheet" href="page.css" integrity="{hashes["page.css"]}">
{loaded}<script src="page.js" integrity="{hashes["page.js"]}" data-files="{escape(json.dumps(hashes))}" defer></script></head>
<body><main><h1 tabindex="-1">{escape(content.title)}</h1>{"".join(f"<p>{text(said)}</p>" for said in content.start)}{danger}
<h2>Answer the questions</h2>
<p>{NOT_SAVED}</p>
<p id="status" role="status">The questions need JavaScript and a browser of the last 3 years. What stands here holds without them.</p>
<div id="begin" hidden><form><button name="begin" value="begin">Begin</button></form>
<details><summary>Go on from saved answers</summary><form><label for="file">The file with your answers</label>
<input type="file" id="file" name="file" accept=".yaml,.yml,.json">
<button name="do" value="open">Go on from this file</button></form></details></div>
{f"<details><summary>More about this</summary>{more}</details>" if more else ""}{f"<h2>Help lines</h2><ul>{lines}</ul>" if lines else ""}
</main><footer>{text(content.notice)}</footer></body></html>
"""
