"""The page in a real Chromium: first words, engine ready, a click to the next question, and the size of the folder. All as ratios."""

from __future__ import annotations

import gzip
import statistics
import threading
from typing import Any

from playwright.sync_api import sync_playwright

from netcheck.command import page_files

ROUNDS = 7
EMPTY = b'<!DOCTYPE html><html lang="en"><title>Empty</title><p>Empty'
BARE = b"""<!DOCTYPE html><html lang="en"><title>Bare</title><p id="status">Loading<script type="module">
import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide({ indexURL: "/" });
window.answer = python.runPython("6 * 7");
document.querySelector("#status").dataset.ready = "yes";
</script>"""
READY = "#begin:not([hidden]), [data-ready]"
PAINT = """new Promise((done) => {
  const look = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (paint) done(paint.startTime); else requestAnimationFrame(look);
  };
  look();
})"""
CLICKS = """async () => {
  const times = [], press = (name, value) => document.querySelector(`button[name="${name}"][value="${value}"]`)?.click();
  press("begin", "begin");
  const calm = ['input[value="no"]', 'input[value="none"]', 'input[value="not_sure"]', "input"];
  const first = () => calm.map((one) => document.querySelector(`fieldset ${one}`)).find(Boolean) ?? document.querySelector("#typed");
  for (let input; (input = first()); ) {
    if (input.id === "typed") input.value = document.querySelector("textarea") ? "" : "40";
    else input.click();
    const begun = performance.now();
    press("turn", "continue");
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - begun);
  }
  return times;
}"""
"""The whole walk of somebody without a sign. From each click that answers until the next page is drawn."""


def main() -> None:
    """Print medians and the ratios round by round."""
    made = page_files.files_of(None, None)
    server = page_files.server_of({**made, "empty.html": EMPTY, "bare.html": BARE})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    paints, readies, clicks = [], [], []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for number in range(ROUNDS + 1):
            empty, _, _ = visit(browser, f"{address}empty.html", ready=False)
            _, bare, _ = visit(browser, f"{address}bare.html")
            paint, ready, some = visit(browser, address)
            if number:
                paints.append((paint, empty))
                readies.append((ready, bare))
                clicks += some
        browser.close()
    server.shutdown()
    report("first paint", paints, "an empty page")
    report("engine ready", readies, "bare Pyodide (at most 1.15)")
    worst = statistics.quantiles(clicks, n=20)[-1]
    click = statistics.median(clicks)
    print(f"click to next question: {click:.0f} ms median of {len(clicks)} (at most 50), 19 in 20 within {worst:.0f} ms")
    for what, files in (("folder", made), ("without the runtime", made.keys() - page_files.RUNTIME.keys())):
        size, packed = (sum(count(made[name]) for name in files) / 1_000_000 for count in (len, zipped))
        print(f"{what}: {size:.2f} MB, packed {packed:.2f} MB, ratio {packed / size:.2f}")


def zipped(data: bytes) -> int:
    """The length of data as a server sends it packed."""
    return len(gzip.compress(data))


def visit(browser: Any, address: str, *, ready: bool = True) -> tuple[float, float, list[float]]:
    """Milliseconds to the first paint and to the engine, in a browser that has seen nothing yet; on our page, those of each click too."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        paint = page.evaluate(PAINT)
        if not ready:
            return paint, 0.0, []
        page.wait_for_selector(READY, timeout=120_000)
        done = page.evaluate("performance.now()")
        return paint, done, page.evaluate(CLICKS) if page.locator("#begin").count() else []


def report(what: str, pairs: list[tuple[float, float]], other: str) -> None:
    """A line with both medians and the median of the ratios."""
    ours, theirs = (statistics.median(one) for one in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{what}: {ours:.0f} ms, {other}: {theirs:.0f} ms, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
