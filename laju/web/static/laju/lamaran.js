// The application, one question at a time; each answer is kept on the phone at once and on the
// server when there is a signal. Without this file it is one long form with a button to keep it.
(() => {
  const form = document.querySelector("form[data-lamaran]");
  const store = "laju.lamaran." + (form || document.querySelector("[data-lamaran-selesai]") || { dataset: {} }).dataset.cohort;
  const read = () => { try { return JSON.parse(localStorage.getItem(store)) || {}; } catch { return {}; } };
  const write = (value) => { try { localStorage.setItem(store, JSON.stringify(value)); return true; } catch { return false; } };
  if (!form) {
    if (document.querySelector("[data-lamaran-selesai]")) { try { localStorage.removeItem(store); } catch { /* nothing is kept then */ } }
    return;
  }
  const words = form.dataset;
  const names = new Set(words.names.split(" "));
  const inputs = [...form.elements].filter((each) => names.has(each.name));
  // All the phone knows, and what of it the server has not confirmed yet: name to text.
  // `seen`: when the server last confirmed; a page made before that is older than the phone.
  let { waiting = {}, answers = {}, seen = "" } = read();
  const isOld = seen > words.at;
  if (!form.querySelector(".bad")) inputs.forEach(({ name }, number) => {
    const told = name in waiting ? waiting[name] : isOld ? answers[name] : undefined;
    if (told !== undefined) inputs[number].value = told;
  });

  const state = form.querySelector("[data-state]");
  const tell = () => {
    const count = Object.keys(waiting).length;
    state.textContent = count ? (onPhone ? words.phone : words.nowhere) : words.server;
    state.dataset.state = count ? "phone" : "server";
  };
  let onPhone = true, busy = false, timer = 0, pause = 2000;
  const keep = (input) => {
    if (answers[input.name] === input.value) return;
    waiting[input.name] = answers[input.name] = input.value;
    onPhone = write({ waiting, answers, seen });
    tell();
    clearTimeout(timer);
    timer = setTimeout(push, 600);
  };
  async function push() {
    clearTimeout(timer);
    if (busy || !Object.keys(waiting).length) return;
    busy = true;
    const sent = { ...waiting };
    try {
      const answer = await fetch(words.save, {
        method: "POST", body: JSON.stringify(sent), signal: AbortSignal.timeout(20000),
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
      if (!answer.ok) throw new Error(answer.status);
      const { kept, at: heard } = await answer.json();
      seen = heard > seen ? heard : seen;
      kept.forEach((name) => { if (waiting[name] === sent[name]) delete waiting[name]; });
      write({ waiting, answers, seen });
      pause = 2000;
    } catch {
      pause = Math.min(pause * 2, 60000);
    }
    busy = false;
    tell();
    if (Object.keys(waiting).length) timer = setTimeout(push, pause);
  }
  inputs.forEach((input) => {
    input.addEventListener("input", () => keep(input));
    input.addEventListener("change", () => keep(input));
  });
  addEventListener("online", () => { pause = 2000; push(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") push(); });

  // One question at a time.
  const questions = [...form.querySelectorAll(".ask .field")];
  const [bar, place, back, on, all, send] = ["way", "place", "back", "on", "all", "send"].map((part) => form.querySelector(`[data-${part}]`));
  const line = bar.querySelector("progress");
  let at = Math.max(questions.findIndex((each) => each.classList.contains("bad")), 0);
  if (!form.querySelector(".bad")) {
    const open = questions.findIndex((each) => ![...each.querySelectorAll("input, select, textarea")].some((one) => one.type === "checkbox" ? one.checked : one.value));
    const begun = inputs.some((input) => input.value);
    at = begun ? (open < 0 ? questions.length - 1 : open) : 0;
  }
  const show = (focus) => {
    const isLast = at === questions.length - 1;
    questions.forEach((each, number) => { each.hidden = number !== at; });
    form.querySelectorAll(".ask").forEach((group) => { group.hidden = !group.contains(questions[at]); });
    place.textContent = words.place.replace("{n}", at + 1).replace("{all}", questions.length);
    line.max = questions.length;
    line.value = at + 1;
    back.hidden = at === 0;
    on.hidden = isLast;
    send.hidden = !isLast;
    if (focus) { questions[at].querySelector("input, select, textarea").focus(); scrollTo({ top: 0 }); }
  };
  const step = (by) => { at = Math.min(Math.max(at + by, 0), questions.length - 1); push(); show(true); };
  back.addEventListener("click", () => step(-1));
  on.addEventListener("click", () => step(1));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.matches("textarea, button") || form.dataset.whole || at === questions.length - 1) return;
    event.preventDefault();
    step(1);
  });
  all.addEventListener("click", () => {
    form.dataset.whole = "1";
    [...questions, ...form.querySelectorAll(".ask")].forEach((each) => { each.hidden = false; });
    [back, on, all, place, line].forEach((each) => { each.hidden = true; });
    send.hidden = false;
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "keep" || navigator.onLine) return;
    event.preventDefault();
    state.textContent = words.offline;
  });
  bar.hidden = all.hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  show(false);
  tell();
  push();
})();
