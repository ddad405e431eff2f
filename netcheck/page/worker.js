// Keeps the files of one edition, so that the page works offline. A new edition is fetched whole, checked, and then replaces the old one.
const kept = `netcheck ${EDITION}`;
self.addEventListener("install", (event) => {
  const fetched = ([name, integrity]) => new Request(name, { integrity, cache: "no-cache" });
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(Object.entries(FILES).map(fetched))));
});
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("netcheck ") && name !== kept);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))));
});
self.addEventListener("fetch", (event) => {
  const name = new URL(event.request.url).pathname.split("/").pop() || "index.html";
  if (name in FILES) event.respondWith(caches.open(kept).then(async (cache) => (await cache.match(name)) ?? fetch(event.request)));
});
