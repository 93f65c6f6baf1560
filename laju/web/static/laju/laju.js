// Small comforts; every page works without this file.
(() => {
  const say = (button, text) => {
    const label = button.querySelector("[data-label]") || button;
    const before = label.textContent;
    label.textContent = text;
    setTimeout(() => { label.textContent = before; }, 2000);
  };
  const textOf = (button) => {
    const from = button.dataset.copy;
    const found = from.startsWith("#") && document.getElementById(from.slice(1));
    return found ? (found.value ?? found.innerText) : from;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-share]");
    if (!button) return;
    event.preventDefault();
    try {
      if (button.dataset.share !== undefined && navigator.share) {
        await navigator.share({ text: button.dataset.share, url: button.dataset.url || undefined });
      } else if (button.dataset.copy !== undefined) {
        await navigator.clipboard.writeText(textOf(button));
        say(button, button.dataset.done || "Tersalin");
      } else if (button.href) {
        location.href = button.href;
      }
    } catch (refused) {
      if (refused.name !== "AbortError") say(button, button.dataset.failed || "Belum tersalin");
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (form.dataset.sent || (question && !confirm(question))) {
      event.preventDefault();
    } else if (form.method === "post" && !form.hasAttribute("data-again")) {
      form.dataset.sent = "1";
      setTimeout(() => delete form.dataset.sent, 8000);
    }
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  const hitsShown = () => [...document.querySelectorAll("[data-results] [data-hit]")];
  let held = -1; // the place in the results somebody stood on when new ones arrived
  document.addEventListener("htmx:beforeSwap", () => { held = hitsShown().indexOf(document.activeElement); });
  document.addEventListener("htmx:afterSwap", () => {
    if (held >= 0) (hitsShown()[held] || document.querySelector("[data-search]"))?.focus();
    held = -1;
  });
  // Search by keyboard: "/" begins, arrows walk through the results, Escape leads back.
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const box = document.querySelector("[data-search]");
    if (!box) return;
    const here = document.activeElement;
    const isTyping = here?.matches("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      box.focus();
      box.select();
      return;
    }
    const hits = hitsShown();
    const at = hits.indexOf(here);
    if (here !== box && at < 0) return;
    if (event.key === "ArrowDown" && hits[at + 1]) {
      event.preventDefault();
      hits[at + 1].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (hits[at - 1] || box).focus();
    } else if (event.key === "Escape" && at >= 0) {
      box.focus();
    }
  });
  // One key per answer, where a page offers some.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input:not([type=radio]), select, textarea")) return;
    const list = event.target.closest("[data-keys]"); // answers in such a list need the focus there
    const fitting = (list || document).querySelectorAll(`[data-key="${CSS.escape(event.key.toLowerCase())}"]:enabled`);
    const button = [...fitting].find((each) => each.closest("[data-keys]") === list);
    if (button) { event.preventDefault(); button.click(); }
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-autosubmit]")) event.target.form?.requestSubmit();
  });
})();
