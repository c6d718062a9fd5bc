// Behaviour of every page: panels, dialogs, keyboard, toasts, and the pulse of changed figures.
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Dialogs: data-open="#id" opens, data-close closes, a click beside it closes.
  const open = (dialog) => {
    all("dialog[open]").forEach((other) => other.close());
    dialog?.showModal();
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) return open(find(opener.dataset.open));
    if (event.target.closest("[data-close]")) return event.target.closest("dialog")?.close();
    if (event.target.matches("dialog[open]")) return closeWhenBeside(event);
    const door = event.target.closest("a[data-explain]");
    if (door && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      explain(door);
    }
  });

  const closeWhenBeside = (event) => {
    const box = event.target.getBoundingClientRect();
    const inside =
      event.clientX >= box.left && event.clientX <= box.right &&
      event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  };

  // Every figure is a door: its evidence opens in the panel, or as a page without scripts.
  const explain = async (door) => {
    const panel = find("#panel");
    const body = find("#panel-body");
    if (!panel || !body) return void (location.href = door.href);
    panel.setAttribute("aria-busy", "true");
    if (!panel.open) open(panel);
    await htmx.ajax("GET", door.getAttribute("href"), { target: "#panel-body", swap: "innerHTML" });
    panel.removeAttribute("aria-busy");
    panel.scrollTop = 0;
  };

  // Keyboard: / searches, ? lists, g and a letter goes.
  let afterG = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") return go(event, find("[data-search]") ?? find('a[href$="/search"]'));
    if (event.key === "?") {
      event.preventDefault();
      return open(find("#keys"));
    }
    if (event.key === "a" && find("#moment")) {
      event.preventDefault();
      open(find("#moment"));
      return find("#moment input[type=date]").focus();
    }
    if (event.key === "g") return void (afterG = Date.now());
    if (Date.now() - afterG < 1200) go(event, find(`[data-go="${CSS.escape(event.key)}"]`));
    afterG = 0;
  });

  const go = (event, place) => {
    if (!place) return;
    event.preventDefault();
    if (place.matches("input")) place.focus();
    else location.href = place.href;
  };

  // The theme changes at once; the server remembers it.
  document.addEventListener("submit", (event) => {
    const theme = event.submitter?.name === "theme" ? event.submitter.value : "";
    const form = event.target.closest("[data-preferences]");
    if (!form || !theme) return;
    event.preventDefault();
    document.documentElement.dataset.theme = theme;
    all('[name="theme"]').forEach((button) =>
      button.setAttribute("aria-pressed", String(button.value === theme)));
    const data = new FormData(form);
    data.set("theme", theme);
    fetch(form.action, { method: "POST", body: data, redirect: "manual" });
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  // A problem leads to its place in the document.
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-line]");
    const text = place && find("#yaml");
    if (!text) return;
    const lines = text.value.split("\n");
    const line = Number(place.dataset.line) - 1;
    const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    const column = Math.max(0, Number(place.dataset.column) - 1);
    text.focus();
    text.setSelectionRange(start + column, start + (lines[line]?.length ?? 0));
    text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, line - 3);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  // data-copy="#id" copies a text; without permission it is selected, for the keyboard to copy.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    const text = button && find(button.dataset.copy);
    if (!text) return;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      return void getSelection().selectAllChildren(text);
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 2000);
  });

  // A row of choices that is wider than the phone shows the chosen one.
  const reveal = () =>
    all(".segmented [aria-current]").forEach((each) => {
      const row = each.parentElement;
      row.scrollLeft = each.offsetLeft - row.offsetLeft - (row.clientWidth - each.clientWidth) / 2;
    });
  reveal();

  // A toast leaves by itself, unless someone reads it.
  const tidy = () =>
    all("[data-toast]").forEach((toast) =>
      setTimeout(() => toast.matches(":hover") || toast.remove(), 7000));
  tidy();

  // One soft pulse on a figure that changed under the reader's eyes.
  let before = new Map();
  const figures = () => new Map(all("[data-pulse]").map((each) => [each.dataset.pulse, each.textContent.trim()]));
  document.addEventListener("htmx:before:swap", () => (before = figures()));
  document.addEventListener("htmx:after:swap", () => {
    for (const each of all("[data-pulse]")) {
      const old = before.get(each.dataset.pulse);
      if (old === undefined || old === each.textContent.trim()) continue;
      each.classList.remove("changed");
      void each.offsetWidth;
      each.classList.add("changed");
    }
  });

  // Without a connection a page still says so.
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js").catch(() => {});

  const failed = (event) => document.body.dispatchEvent(
    new CustomEvent("rumbo:stale", { detail: event.detail }));
  document.addEventListener("htmx:response:error", failed);
  document.addEventListener("htmx:error", failed);
})();
