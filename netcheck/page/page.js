"use strict";
// Starts the engine and hands it what a person does. What is asked and said is made by the engine alone.
(() => {
  const script = document.currentScript, hashes = JSON.parse(script.dataset.files);
  const main = document.querySelector("main"), first = main.innerHTML, name = document.title;
  let engine = null, said = "", leaving = "";

  // Every file that is loaded has the hash that this page was made with, and nothing else is ever loaded.
  const load = window.fetch.bind(window);
  window.fetch = (address, options) => {
    const integrity = hashes[new URL(address, document.baseURI).pathname.split("/").pop()];
    return integrity ? load(address, { ...options, integrity }) : Promise.reject(new TypeError("no file of this page"));
  };

  const status = (text) => {
    const line = main.querySelector("#status");
    if (line) line.textContent = text;
  };

  function put(html) {
    main.innerHTML = html;
    main.querySelectorAll("iframe").forEach(fill);
    const error = main.querySelector(".error"), head = main.querySelector("h1");
    document.title = `${error ? "Error: " : ""}${head.textContent} – ${name}`;
    (error ?? head).focus();
    window.scrollTo(0, 0);
  }

  // A policy that allows no style inside a page allows these, so that the sheet is shown and printed as it is written.
  function fill(frame) {
    const [whole, css] = frame.dataset.document.match(/<style>([^]*?)<\/style>/);
    const bare = frame.dataset.document.replace(whole, "").replaceAll(' style="', ' data-style="');
    const sheet = new DOMParser().parseFromString(bare, "text/html");
    frame.srcdoc = `<!DOCTYPE html><html lang="en"><title>${sheet.title}</title><body></body></html>`;
    frame.onload = () => {
      const inside = frame.contentDocument, style = new frame.contentWindow.CSSStyleSheet();
      style.replaceSync(css);
      inside.adoptedStyleSheets = [style];
      inside.body.replaceWith(inside.adoptNode(sheet.body));
      inside.querySelectorAll("[data-style]").forEach((part) => (part.style.cssText = part.dataset.style));
      frame.style.height = `${inside.documentElement.scrollHeight + 20}px`;
    };
  }

  function start() {
    main.innerHTML = first;
    document.title = name;
    main.querySelector("#begin").hidden = false;
    status(said || "The questions are ready.");
    said = "";
  }

  // Back at the first page, a new entry takes the place of all that came after it: no answer is left behind in this tab.
  function forget(text) {
    const depth = history.state?.depth ?? 0;
    said = text;
    leaving = depth ? "yes" : "";
    if (depth) history.go(-depth);
    else start();
  }

  function take(reply) {
    if (reply.finished) return forget("You have finished. Your answers are gone from this page.");
    if (reply.state) history.pushState({ ...reply.state, depth: (history.state?.depth ?? 0) + 1 }, "");
    put(reply.html);
    if (!reply.download.name) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([reply.download.text], { type: reply.download.type }));
    link.download = reply.download.name;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  const show = () => (history.state?.content ? take(JSON.parse(engine.show(JSON.stringify(history.state)))) : start());

  window.addEventListener("popstate", () => {
    if (leaving) history.pushState(null, "");
    leaving = "";
    if (engine) show();
  });

  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const what = event.submitter?.value;
    if (!engine) return;
    if (what === "back" && history.state?.depth) return history.back();
    if (what === "forget") return forget("Your answers are gone from this page.");
    if (what === "print") return main.querySelector("iframe").contentWindow.print();
    const pairs = [];
    for (const [key, value] of new FormData(event.target, event.submitter)) {
      if (!(value instanceof File)) pairs.push([key, value]);
      else if (what === "open") {
        if (!value.name) return status("Choose a file with saved answers first.");
        const bytes = new Uint8Array(await value.slice(0, 9e6).arrayBuffer());
        pairs.push([key, value.name], [key, Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")]);
      }
    }
    take(JSON.parse(engine.step(JSON.stringify(what === "begin" ? null : history.state), JSON.stringify(pairs))));
  });

  document.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox" || !target.checked) return;
    for (const other of target.form.querySelectorAll("input:checked"))
      if (other !== target && ("alone" in target.dataset || "alone" in other.dataset)) other.checked = false;
  });

  // A link inside the page would make an entry of the history that has no answers.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    document.querySelector(link.hash)?.focus();
  });

  async function begin() {
    if (location.protocol === "file:") throw new Error("a browser runs no engine from a file. Open this page through a web server");
    if (typeof WebAssembly === "undefined") throw new Error("this browser has no WebAssembly. Use a newer one");
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("worker.js").catch(() => {});
    status("Getting the questions ready: loading Python (1 of 3).");
    const { loadPyodide } = await import("./pyodide.mjs");
    const [python, program] = await Promise.all([
      loadPyodide({ indexURL: new URL(".", document.baseURI).pathname }),
      fetch("netcheck.zip").then((found) => found.arrayBuffer()),
    ]);
    status("Getting the questions ready: loading the questions (2 of 3).");
    python.FS.writeFile("/netcheck.zip", new Uint8Array(program));
    python.runPython("import sys; sys.path.insert(0, '/netcheck.zip')");
    status("Getting the questions ready: starting (3 of 3).");
    window.netcheck = engine = python.runPython("from netcheck.page.shipped import page; page()");
    show();
  }

  begin().catch((error) => {
    const why = String(error?.message ?? error).split("\n")[0];
    status(`The questions cannot be asked here: ${why}. What stands on this page holds all the same. Load it again to try once more.`);
  });
})();
