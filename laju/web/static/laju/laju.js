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
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-autosubmit]")) event.target.form?.requestSubmit();
  });
})();
