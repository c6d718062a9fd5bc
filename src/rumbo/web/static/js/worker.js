// Keeps one small page for when there is no connection; nothing private is ever kept.
const SHELF = "rumbo-offline-1";
const PAGE = "/offline";
const KEPT = [PAGE, "css/tokens.css", "css/base.css", "css/layout.css", "css/components.css",
  "vendor/inter-latin.woff2", "rumbo.svg"].map((each) => (each.startsWith("/") ? each : `/static/${each}`));

self.addEventListener("install", (event) =>
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT)).then(() => self.skipWaiting())));

self.addEventListener("activate", (event) =>
  event.waitUntil(caches.keys().then((names) =>
    Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name))))));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate")
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (new URL(request.url).pathname.startsWith("/static/"))
    event.respondWith(fetch(request).catch(() => caches.match(request)));
});
