// Keeps the facilitator's pages for days without a signal: the network first, else what was seen last.
// Only pages of this room and the files they need; nothing that was sent, nothing of other rooms.
const STORE = "laju-lapangan-1";
const PAGES = ["/pendamping/", "/pendamping/catat/"];
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  const isPage = PAGES.includes(url.pathname), isFile = url.pathname.startsWith("/static/laju/");
  if (request.method !== "GET" || url.origin !== location.origin || !(isPage || isFile)) return;
  event.respondWith((async () => {
    const store = await caches.open(STORE);
    try {
      const answer = await fetch(request);
      if (answer.ok && !answer.redirected) await store.put(url.pathname, answer.clone());
      return answer;
    } catch (gone) {
      const kept = await store.match(url.pathname);
      if (kept) return kept;
      throw gone;
    }
  })());
});
self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(STORE));
});
