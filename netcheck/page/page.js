"use strict";
// Starts the engine and hands it what a person does. What is asked and said is made by the engine alone.
(() => {
  const hashes = JSON.parse(document.currentScript.dataset.files);
  const main = document.querySelector("main"), first = main.innerHTML, name = document.title;
  let engine, said = "", broken = "";

  // Every file that is loaded has the hash that this page was made with, and nothing else is ever loaded.
  const load = window.fetch.bind(window);
  window.fetch = (address, options) => {
    const file = new URL(address, document.baseURI).pathname.split("/").pop();
    // The runtime goes on without an answer when some of its files are missing.
    const found = hashes[file] ? load(address, { ...options, integrity: hashes[file] }) : Promise.reject(new TypeError("no file of this page"));
    return found.catch((error) => {
      broken = `${file} did not come whole, or is not the one of this page`;
      fail(error);
      throw error;
    });
  };

  const status = (text) => (main.querySelector("#status, .note").textContent = text);

  function put(html) {
    main.innerHTML = html;
    const error = main.querySelector(".error"), head = main.querySelector("h1"), frame = main.querySelector("iframe");
    document.title = head.textContent === name ? name : `${error ? "Error: " : ""}${head.textContent} – ${name}`;
    // A link inside the page would make an entry of the history that has no answers.
    error?.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      main.querySelector("#row-0, #typed").focus();
    });
    head.tabIndex = -1;
    (error ?? head).focus();
    window.scrollTo(0, 0);
    // Not scrollHeight: that is never less than the frame itself, which would grow with every look.
    const fit = () => (frame.style.height = `${frame.contentDocument.documentElement.offsetHeight + 20}px`);
    if (frame) frame.onload = frame.contentWindow.onresize = fit;
  }

  // Where the first page stands already, what a person has opened on it stays open.
  function start(text) {
    if (!main.querySelector("#begin")) put(first);
    main.querySelector("#begin").hidden = !engine;
    status(text);
  }

  function fail(error) {
    engine = undefined;
    const why = broken || String(error?.message ?? error).split("\n")[0];
    start(`The questions cannot be asked here: ${why}. What stands on this page holds all the same. Load it again to try once more.`);
  }

  // Back at the first page, a new entry takes the place of all that came after it: no answer is left behind in this tab.
  function forget(text) {
    said = text;
    engine.step("null", "[]");
    if (history.state?.depth) history.go(-history.state.depth);
    else show();
  }

  function show() {
    if (history.state?.content) return take([]);
    if (said) history.pushState(null, "");
    start(said || "The questions are ready.");
    said = "";
  }

  function take(pairs) {
    const isNew = pairs[0]?.[0] === "begin" || pairs[0]?.[0] === "file";
    const reply = JSON.parse(engine.step(JSON.stringify(isNew ? null : history.state), JSON.stringify(pairs)));
    if (reply.over) return forget(reply.over);
    if (reply.state) history.pushState({ ...reply.state, depth: (history.state?.depth ?? 0) + 1 }, "");
    put(reply.html);
    if (reply.download.name) save(reply.download.name, reply.download.text);
  }

  function save(file, text) {
    try {
      const link = Object.assign(document.createElement("a"), { download: file, href: URL.createObjectURL(new Blob([text])) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 9000);
    } catch (error) {
      status(`${file} could not be made: ${error.message}. Your answers are still on this page.`);
    }
  }

  window.addEventListener("popstate", () => engine && show());

  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const turn = event.submitter.name === "turn" && event.submitter.value, frame = main.querySelector("iframe");
    if (turn === "back") return history.back();
    if (turn === "forget") return forget("Your answers are gone from this page.");
    if (turn === "print") return frame.contentWindow.print();
    if (turn === "save") return save("netcheck-visit-sheet.html", frame.srcdoc);
    let pairs = [...new FormData(event.target, event.submitter)];
    try {
      if (turn === "open") {
        const file = main.querySelector("#file").files[0];
        if (!file) return status("Choose a file with saved answers first.");
        const bytes = new Uint8Array(await file.slice(0, 9e6).arrayBuffer());
        pairs = [["file", file.name], ["file", Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")]];
      }
      take(pairs);
    } catch (error) {
      fail(error);
    }
  });

  document.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.checked) return;
    for (const other of target.form.querySelectorAll("input:checked"))
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
  });

  async function begin() {
    if (location.protocol === "file:") throw new Error("a browser runs no engine from a file. Open this page through a web server");
    if (typeof WebAssembly === "undefined") throw new Error("this browser has no WebAssembly. Use a newer one");
    status("Getting the questions ready: loading Python (1 of 2).");
    const { loadPyodide } = await import("./pyodide.mjs");
    const files = { indexURL: new URL(".", document.baseURI).pathname };
    const [python, program] = await Promise.all([loadPyodide(files), fetch("netcheck.zip").then((found) => found.arrayBuffer())]);
    status("Getting the questions ready: loading the questions (2 of 2).");
    python.FS.writeFile("/netcheck.zip", new Uint8Array(program));
    window.python = python;
    engine = python.runPython("import sys; sys.path.insert(0, '/netcheck.zip'); from netcheck.page.driver import shipped; shipped()");
    show();
  }

  // A new edition shows itself at once, but never takes answers away. It is fetched once the engine is there: both at once take longer.
  navigator.serviceWorker?.addEventListener("controllerchange", () => history.state?.content || location.reload());
  const keep = () => navigator.serviceWorker?.register("worker.js").then((worker) => worker.update()).catch(() => {});
  begin().catch(fail).finally(keep);
})();
