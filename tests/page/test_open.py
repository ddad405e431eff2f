"""``netcheck page --open``: it serves the page on this computer, opens a browser, and ends with Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from http.client import HTTPConnection


def test_it_serves_on_this_computer_alone_opens_a_browser_and_ends_with_ctrl_c(runtime, tmp_path):
    opened = tmp_path / "opened"
    os.mkfifo(opened)
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o700)
    call = [sys.executable, "-m", "netcheck", "page", "--open", "--runtime", runtime]
    # The module webbrowser starts what BROWSER names.
    with subprocess.Popen(call, env={**os.environ, "BROWSER": f"{browser} %s"}, stderr=subprocess.PIPE, encoding="utf-8") as process:
        address = opened.read_text().strip()
        asked = HTTPConnection(address.removeprefix("http://").strip("/"))
        asked.request("GET", "/")
        assert asked.getresponse().read().startswith(b"<!DOCTYPE html>")
        asked.close()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)

    assert address.startswith("http://127.0.0.1:")
    assert told == f"The page is at {address} as long as this runs. Ctrl-C ends it.\nStopped.\n"
    assert process.returncode == 130
