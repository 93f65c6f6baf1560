"use strict";
(() => {
  const each = (what, task) => document.querySelectorAll(what).forEach(task);
  const rupiah = (sum) => "Rp" + String(sum).replace(/\B(?=(\d{3})+$)/g, ".");
  const digits = (text) => Number((text || "").replace(/\D/g, ""));
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text || "" });

  // Open now: the table is the truth, this only reads it for the clock of the place.
  each("[data-clock]", (mark) => {
    const told = Object.fromEntries(
      new Intl.DateTimeFormat("en-CA", { timeZone: mark.dataset.zone, weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
        .formatToParts(new Date()).map((part) => [part.type, part.value]));
    const day = "MonTueWedThuFriSatSun".indexOf(told.weekday) / 3;
    const today = `${told.year}-${told.month}-${told.day}`, now = `${told.hour}:${told.minute}`;
    const spans = mark.dataset.clock.split(" ").map((span) => span.split("_"));
    const special = spans.filter((span) => span[0].includes("-") && span[0] <= today && today <= span[1]);
    const mine = special.length ? special.map((span) => span.slice(2)) : spans.filter((span) => !span[0].includes("-") && span[0].includes(day)).map((span) => span.slice(1));
    const open = mine.find((span) => span[0] && span[0] <= now && now < span[1]);
    mark.textContent = open ? `Buka sekarang, sampai ${open[1].replace(":", ".")}` : "Sedang tutup";
    mark.classList.toggle("shut", !open);
    mark.hidden = false;
  });

  // An offer that has ended is not counted down any more.
  each("[data-ends]", (mark) => {
    const left = Math.round((Date.parse(mark.dataset.ends) - Date.parse(new Date().toISOString().slice(0, 10))) / 864e5);
    if (left < 0) mark.textContent = "Penawaran ini sudah berakhir";
    else mark.append(left ? ` · tinggal ${left} hari` : " · hari terakhir");
  });

  each("[data-url]", (link) => {
    const copy = make("button", "Salin tautan");
    copy.className = "more";
    copy.addEventListener("click", () => navigator.clipboard.writeText(link.dataset.url).then(() => { copy.textContent = "Tautan tersalin"; }, () => { copy.textContent = link.dataset.url; }));
    if (link.dataset.url) link.parentNode.append(" ", copy);
  });

  // The cart: several goods as one message. It lives on this phone, in this tab.
  const { phone, code } = document.body.dataset;
  const bar = document.querySelector(".bar");
  if (!phone || !bar) return;
  const name = document.querySelector("footer b").textContent, key = "keranjang " + code;
  const button = bar.querySelector(".go"), plain = button.href, words = button.textContent;
  let cart = {};
  try { cart = JSON.parse(sessionStorage.getItem(key)) || {}; } catch { /* no storage: the cart lasts as long as the page */ }
  const show = () => {
    const lines = Object.entries(cart).filter((line) => line[1].n);
    const count = lines.reduce((sum, line) => sum + line[1].n, 0);
    const all = lines.every((line) => line[1].p), sum = lines.reduce((total, line) => total + line[1].n * line[1].p, 0);
    const told = lines.map(([what, { n, p }]) => `${n} x ${what}${p ? ` @ ${rupiah(p)}` : ""}`);
    if (all && sum) told.push(`Jumlah: ${rupiah(sum)}`);
    bar.querySelector("p").textContent = count ? `${count} barang${all && sum ? `, ${rupiah(sum)}` : ""}` : "";
    button.lastElementChild.textContent = count ? "Kirim pesanan" : words;
    button.href = count ? `https://wa.me/${phone.replace("+", "")}?text=${encodeURIComponent(`Halo ${name}, saya mau pesan:\n${told.join("\n")}\n(kode ${code})`.slice(0, 1500))}` : plain;
    try { sessionStorage.setItem(key, JSON.stringify(cart)); } catch { /* as above */ }
  };
  each(".goods li", (item) => {
    const ask = item.querySelector(".ask");
    if (!ask || ask.dataset.ask !== undefined) return;
    const title = item.querySelector("h3").textContent, kinds = item.querySelector(".kinds");
    const box = make("div"), less = make("button", "−"), more = make("button", "+"), many = make("output"), pick = make("select");
    box.className = "qty";
    less.setAttribute("aria-label", `Kurangi ${title}`);
    more.setAttribute("aria-label", `Tambah ${title}`);
    if (kinds) {
      pick.setAttribute("aria-label", `Pilihan ${title}`);
      kinds.textContent.split(" · ").forEach((kind) => pick.append(make("option", kind)));
      box.append(pick);
      kinds.hidden = true;
    }
    const what = () => {
      const kind = kinds ? pick.value.split(": ") : [];
      return [kind[0] ? `${title} (${kind[0]})` : title, digits(kind[1]) || digits(item.querySelector(".cost b")?.textContent)];
    };
    const tell = () => {
      const n = cart[what()[0]]?.n || 0;
      many.textContent = n;
      less.hidden = many.hidden = !n;
      more.textContent = n ? "+" : ask.firstChild.textContent;
    };
    const change = (step) => {
      const [line, p] = what(), n = Math.min(Math.max((cart[line]?.n || 0) + step, 0), 999);
      cart[line] = { n, p };
      tell();
      show();
    };
    less.addEventListener("click", () => change(-1));
    more.addEventListener("click", () => change(1));
    pick.addEventListener("change", tell);
    box.append(less, many, more);
    ask.replaceWith(box);
    tell();
  });
  show();
})();
