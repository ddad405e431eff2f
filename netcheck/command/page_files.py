"""The files of the page: what they are made from, the folder they go to, and the server that shows them on this computer."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import webbrowser
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from netcheck.command import file_names, files, guide_reader
from netcheck.command.questionnaire_file import load_questionnaire
from netcheck.errors import CannotDo
from netcheck.page import folder as page_folder

HERE = Path(__file__).parent.parent
MODULES = HERE / "page" / "node_modules" / "pyodide"
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
TERMINAL = ("__init__", "conversation", "line", "screens")
IN_A_BROWSER = ("__init__.py", "errors.py", "program.py", *(f"terminal/{name}.py" for name in TERMINAL))
"""Which part of the program runs in a browser: these rooms whole, and these modules."""

TYPES = {
    "css": "text/css", "html": "text/html; charset=utf-8", "js": "text/javascript", "json": "application/json",
    "mjs": "text/javascript", "svg": "image/svg+xml", "wasm": "application/wasm", "zip": "application/zip",
}  # fmt: skip


def files_of(questions: str | None, runtime: str | None) -> dict[str, bytes]:
    """The files of the page of a questionnaire, by name. Raises CannotDo when the runtime is not there or is another one."""
    questionnaire = load_questionnaire(questions)
    guide = guide_reader.texts_of(questions) if questionnaire.guide_call else ({}, None)
    if guide[0]:
        # A page with a fault is refused now, not when somebody wants to read it.
        guide_reader.guide_of(questions, questionnaire)
    return page_folder.files_of(questionnaire, guide, dict(_program()), _runtime(Path(runtime) if runtime else MODULES))


def _runtime(folder: Path) -> dict[str, bytes]:
    where, version = file_names.name_of(str(folder)), PYODIDE
    try:
        found = {name: (folder / name).read_bytes() for name in RUNTIME}
    except OSError:
        get = f"Get it with 'npm install --prefix runtime pyodide@{version}', and add: --runtime runtime/node_modules/pyodide"
        raise CannotDo(f"The page needs Python for browsers, pyodide {version}, which is not in {where}. {get}") from None
    for name, expected in RUNTIME.items():
        if hashlib.sha256(found[name]).hexdigest() != expected:
            raise CannotDo(f"{name} in {where} is not that of pyodide {version}. Get it with: npm install pyodide@{version}")
    return found


def _program() -> Iterator[tuple[str, bytes]]:
    """The modules that run in the browser, by their path: ours, and PyYAML, which reads what a person wrote by hand."""
    rooms = [path for room in ROOMS for path in (HERE / room).glob("*.py")]
    for path in (*(HERE / name for name in IN_A_BROWSER), *rooms):
        yield f"netcheck/{path.relative_to(HERE).as_posix()}", path.read_bytes().replace(b"\r\n", b"\n")
    yaml = importlib.util.find_spec("yaml")
    for path in Path(str(yaml and yaml.origin)).parent.glob("*.py"):
        yield f"yaml/{path.name}", path.read_bytes().replace(b"\r\n", b"\n")


def write(folder: str, made: Mapping[str, bytes]) -> None:
    """Write all files. A folder with anything else in it is left as it is."""
    path, name = Path(folder), file_names.name_of(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
        others = sorted(one.name for one in path.iterdir() if one.name not in made)
        if others:
            raise CannotDo(f"{name} holds other files, like {file_names.name_of(others[0])}. Nothing was written. Name a new folder.")
        # What is loaded first comes last: a page that is half written keeps showing the old edition.
        for file in sorted(made, key=lambda one: one in {"index.html", "worker.js"}):
            (path / file).write_bytes(made[file])
    except OSError as error:
        raise CannotDo(f"Cannot write {name}: {file_names.reason_and_fix(error)}") from None


class Served(BaseHTTPRequestHandler):
    """Answers with the files that were made, and with nothing else of this computer."""

    def __init__(self, made: Mapping[str, bytes], *given: Any) -> None:
        self.made = made
        super().__init__(*given)

    def do_GET(self) -> None:
        name = self.path.partition("?")[0][1:] or "index.html"
        if name not in self.made:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", TYPES[name.rpartition(".")[2]])
        self.send_header("Content-Length", str(len(self.made[name])))
        # The page itself says what it may load; this holds for whatever else is opened, and nobody may frame it.
        self.send_header("Content-Security-Policy", "connect-src 'self'; frame-ancestors 'none'")
        self.end_headers()
        # A browser that is closed or goes on before the end of a file is no fault.
        with contextlib.suppress(ConnectionError):
            self.wfile.write(self.made[name])

    def log_message(self, *_: Any) -> None:
        """Nothing is noted down."""


def server_of(made: Mapping[str, bytes]) -> ThreadingHTTPServer:
    """A server for this computer alone, at a port that is free."""
    return ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, made))


def serve(made: Mapping[str, bytes]) -> None:
    """Serve the page until Ctrl-C, and open it in a browser where there is one."""
    with server_of(made) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        files.tell(f"The page is at {address} as long as this runs. Ctrl-C ends it.")
        webbrowser.open(address)
        server.serve_forever()
