// Notes of consultations and visits without a signal: kept on the phone, sent once when there is one.
(() => {
  const form = document.querySelector("form[data-catat]");
  if (!form) return;
  const words = form.dataset, store = `laju.catat.${words.owner}`;
  const read = () => { try { return JSON.parse(localStorage.getItem(store)) || []; } catch { return []; } };
  const write = (list) => { localStorage.setItem(store, JSON.stringify(list)); show(); };
  const list = document.querySelector("[data-waiting]");
  const newId = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));

  if ("serviceWorker" in navigator) navigator.serviceWorker.register(words.worker, { scope: words.scope }).catch(() => {});
  navigator.storage?.persist?.();

  // Photos wait in a database of the browser, since they are too large for the list of notes.
  const shelf = (mode, act) => new Promise((done, fail) => {
    const open = indexedDB.open(store, 1);
    open.onupgradeneeded = () => open.result.createObjectStore("foto");
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
      const work = open.result.transaction("foto", mode), asked = act(work.objectStore("foto"));
      work.oncomplete = () => { open.result.close(); done(asked.result); };
      work.onabort = work.onerror = () => { open.result.close(); fail(work.error); };
    };
  });
  const putPhoto = (uuid, photo) => shelf("readwrite", (box) => box.put(photo, uuid));
  const dropPhoto = (uuid) => shelf("readwrite", (box) => box.delete(uuid));
  const photos = () => shelf("readonly", (box) => box.getAllKeys()).catch(() => []);

  const show = () => {
    const waiting = read();
    list.hidden = !waiting.length;
    list.querySelector("ul").replaceChildren(...waiting.map((each) => {
      const line = document.createElement("li");
      line.textContent = `${each.name}: ${each.told.slice(0, 80)}${each.fault ? ` (${each.fault})` : ""}`;
      return line;
    }));
  };
  let busy = false;
  async function push() {
    const waiting = read();
    if (busy || !waiting.length && !(await photos()).length) return;
    busy = true;
    try {
      if (waiting.length) await pushNotes(waiting);
      await pushPhotos();
      say(read().length ? words.some : words.all);
    } catch { say(words.later); }
    busy = false;
  }
  async function pushNotes(waiting) {
    const answer = await fetch(words.send, {
      method: "POST", body: JSON.stringify(waiting), signal: AbortSignal.timeout(30000),
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const { answers } = await answer.json();
    write(read().filter(({ uuid }) => !answers[uuid]?.kept).map((each) => ({ ...each, fault: Object.values(answers[each.uuid]?.faults || {}).join(" ") })));
  }
  // A photo goes when its note has arrived; one the server cannot read is given up, and said so.
  async function pushPhotos() {
    for (const uuid of await photos()) {
      if (read().some((note) => note.uuid === uuid)) continue; // asked after: a note follows its photo
      const body = new FormData();
      body.append("uuid", uuid);
      body.append("photo", await shelf("readonly", (box) => box.get(uuid)), "foto.jpg");
      const answer = await fetch(words.sendPhoto, { method: "POST", body, signal: AbortSignal.timeout(60000),
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
      if (answer.redirected || !answer.ok && answer.status !== 422) throw new Error(answer.status);
      const { kept, faults } = await answer.json();
      if (!kept) { faulty.textContent = Object.values(faults).join(" "); faulty.hidden = false; }
      await dropPhoto(uuid);
    }
  }
  const faulty = form.querySelector("[data-photo-fault]");
  const say = (text) => { form.querySelector("[data-state]").textContent = text; };

  form.addEventListener("submit", async (event) => {
    const data = Object.fromEntries(new FormData(form));
    if (!data.business && !data.replaces || !data.told.trim()) return; // the server says what is missing
    event.preventDefault();
    const { photo } = data;
    delete data.photo;
    delete data.csrfmiddlewaretoken;
    const pick = form.elements.business;
    data.name = pick ? pick.options[pick.selectedIndex].text : words.again;
    try {
      if (photo && photo.size) { await putPhoto(data.uuid, photo); data.name += ` + ${words.photo}`; }
      write([...read(), data]);
    } catch { form.submit(); return; } // no room on this phone: the old way
    form.reset();
    form.elements.uuid.value = newId();
    say(words.phone);
    push();
  });
  form.querySelector("[data-place]")?.addEventListener("click", (event) => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.latitude.value = coords.latitude.toFixed(6);
      form.elements.longitude.value = coords.longitude.toFixed(6);
      form.elements.accuracy_m.value = Math.round(coords.accuracy);
      event.target.textContent = words.placed;
    }, () => { event.target.textContent = words.unplaced; }, { enableHighAccuracy: true, timeout: 20000 });
  });
  // Who signs out leaves nothing behind; what was not sent yet comes first.
  document.querySelectorAll("form[action$='/keluar/']").forEach((out) => out.addEventListener("submit", (event) => {
    if (read().length && !confirm(words.unsent)) { event.preventDefault(); return; }
    localStorage.removeItem(store);
    indexedDB.deleteDatabase(store);
    navigator.serviceWorker?.controller?.postMessage("forget");
  }));
  addEventListener("online", push);
  form.elements.uuid.value ||= newId();
  show();
  push();
})();
