// Keeps the files of one edition, so that the page works offline. A new edition is fetched whole, checked, and then replaces the old one.
const own = `netcheck ${registration.scope} `, kept = own + EDITION, old = (name) => name.startsWith(own) && name !== kept;
const fetched = ([name, integrity]) => new Request(name, { integrity, cache: "no-cache" });
const keep = async () => (await caches.open(kept)).addAll(Object.entries(FILES).map(fetched));
const forget = async () => Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
const give = async (request, name) => (await caches.match(name, { cacheName: kept })) ?? fetch(request);
self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forget()));
self.addEventListener("fetch", (event) => {
  const name = new URL(event.request.url).pathname.split("/").pop() || "index.html";
  if (name in FILES) event.respondWith(give(event.request, name));
});
