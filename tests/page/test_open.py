"""``netcheck page --open``: it serves the page on this computer, opens a browser, and ends with Ctrl-C."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from http.client import HTTPConnection

from tests.support.real_terminal import PATIENCE, hear_signals
from tests.support.systems import skip_on_windows

AS_A_PERSON = {"stderr": subprocess.PIPE, "encoding": "utf-8", "preexec_fn": hear_signals}


def test_it_serves_on_this_computer_alone_opens_a_browser_and_ends_with_ctrl_c(runtime, tmp_path):
    skip_on_windows("Windows has no named pipe that a script could write into")
    opened = tmp_path / "opened"
    os.mkfifo(opened)
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o700)
    told_by_the_browser = os.open(opened, os.O_RDONLY | os.O_NONBLOCK)
    call = [sys.executable, "-m", "netcheck", "page", "--open", "--runtime", runtime]
    # The module webbrowser starts what BROWSER names.
    with subprocess.Popen(call, env={**os.environ, "BROWSER": f"{browser} %s"}, **AS_A_PERSON) as process:
        if not select.select([told_by_the_browser], [], [], PATIENCE)[0]:
            process.kill()
        address = os.read(told_by_the_browser, 1000).decode().strip()
        asked = HTTPConnection(address.removeprefix("http://").strip("/"))
        asked.request("GET", "/")
        assert asked.getresponse().read().startswith(b"<!DOCTYPE html>")
        asked.close()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=PATIENCE)

    assert address.startswith("http://127.0.0.1:")
    assert told == f"The page is at {address} as long as this runs. Ctrl-C ends it.\nStopped.\n"
    assert process.returncode == 130
