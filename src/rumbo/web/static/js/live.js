// One stream of keys for all tabs: the tab that holds the lock listens, the others are told.
(() => {
  "use strict";
  const given = document.querySelector('meta[name="rumbo-live"]');
  if (!given) return;
  const SILENCE_MS = 40_000;
  const OFFLINE_MS = 10_000;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("rumbo-live") : null;
  let last = given.dataset.last;
  let state = "reconnecting";
  let since = Date.now();
  let token = given.content;
  let tokenAt = Date.now();

  // What the page shows of the connection.
  const show = (next) => {
    if (next !== state) since = Date.now();
    state = next;
    for (const sign of document.querySelectorAll("[data-live]")) {
      sign.dataset.state = state;
      const time = new Date(since).toLocaleTimeString(document.documentElement.lang, {
        hour: "2-digit", minute: "2-digit",
      });
      const place = sign.querySelector("[data-since]");
      if (place && state === "offline") place.textContent = time;
    }
  };
  document.addEventListener("htmx:after:swap", () => show(state));

  // What changed, told to the page as live:<topic>; a hidden page waits until it is looked at.
  const pending = new Map();
  const tell = () => {
    for (const [topic, key] of pending)
      document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { key } }));
    pending.clear();
  };
  const heard = (topic, key) => {
    pending.set(topic, key);
    if (!document.hidden) tell();
  };
  document.addEventListener("visibilitychange", () => document.hidden || tell());
  const everything = () => {
    for (const each of document.querySelectorAll("[hx-trigger*='live:']"))
      for (const [, topic] of each.getAttribute("hx-trigger").matchAll(/live:([\w-]+)/g))
        heard(topic, "");
  };

  const receive = (message) => {
    if (message.kind === "state") return show(message.state);
    if (message.id) last = message.id;
    if (message.kind === "lost") return everything();
    heard(message.topic, message.key);
  };
  const share = (message) => {
    receive(message);
    channel?.postMessage(message);
  };
  channel?.addEventListener("message", ({ data }) =>
    data.kind === "who" ? leading && channel.postMessage({ kind: "state", state }) : receive(data));

  // The listening tab.
  let leading = false;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const freshToken = async () => {
    if (Date.now() - tokenAt < 60_000 && token) return token;
    const answer = await fetch(given.dataset.renew, { redirect: "error" });
    token = (await answer.json()).token;
    tokenAt = Date.now();
    return token;
  };
  const listen = (key) => new Promise((ended) => {
    const query = new URLSearchParams({ token: key, last });
    const source = new EventSource(`${given.dataset.url}?${query}`);
    let silence;
    const stop = (why) => {
      clearTimeout(silence);
      source.close();
      ended(why);
    };
    const alive = (event) => {
      clearTimeout(silence);
      silence = setTimeout(() => stop("silent"), SILENCE_MS);
      if (event.lastEventId) last = event.lastEventId;
    };
    source.addEventListener("hello", (event) => {
      alive(event);
      share({ kind: "state", state: "live" });
    });
    source.addEventListener("beat", alive);
    source.addEventListener("change", (event) => {
      alive(event);
      share({ kind: "change", id: event.lastEventId, ...JSON.parse(event.data) });
    });
    source.addEventListener("lost", (event) => {
      alive(event);
      share({ kind: "lost" });
    });
    source.addEventListener("bye", () => stop("bye"));
    source.addEventListener("error", () => stop("error"));
    silence = setTimeout(() => stop("silent"), SILENCE_MS);
  });
  const lead = async () => {
    leading = true;
    let failures = 0;
    let down = Date.now();
    for (;;) {
      const began = Date.now();
      try {
        const why = await listen(await freshToken());
        if (why === "bye") continue;
      } catch {
        token = "";
      }
      if (Date.now() - began > 5000) {
        failures = 0;
        down = Date.now();
      }
      token = "";
      share({ kind: "state", state: Date.now() - down > OFFLINE_MS ? "offline" : "reconnecting" });
      failures += 1;
      await pause(Math.min(1000 * 2 ** (failures - 1), 15_000) * (0.75 + Math.random() / 2));
    }
  };

  show(state);
  channel?.postMessage({ kind: "who" });
  if (navigator.locks && channel) navigator.locks.request("rumbo-live", lead);
  else lead();
})();
