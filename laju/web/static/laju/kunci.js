// Passkeys: asks the server, lets the device make or use a key, and hands its answer back.
// Bytes travel as base64url. Where the browser knows no passkeys the buttons stay hidden.
(() => {
  if (!window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const post = async (url, body) => {
    const answer = await fetch(url, { method: "POST", body: JSON.stringify(body), credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() } });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.message || "");
    return told;
  };
  const asked = ({ publicKey: told }) => {
    const key = { ...told, challenge: bytes(told.challenge) };
    if (told.user) key.user = { ...told.user, id: bytes(told.user.id) };
    for (const list of ["excludeCredentials", "allowCredentials"]) {
      if (told[list]) key[list] = told[list].map((each) => ({ ...each, id: bytes(each.id) }));
    }
    return { publicKey: key };
  };
  const answered = ({ id, rawId, type, response }) => {
    const parts = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) parts[name] = text(response[name]);
    }
    return { id, rawId: text(rawId), type, response: parts };
  };
  document.querySelectorAll("[data-kunci]").forEach((box) => {
    const button = box.querySelector("button"), error = box.querySelector(".err"), name = box.querySelector("input");
    box.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      error.hidden = true;
      try {
        const options = asked(await post(box.dataset.ask, {}));
        const key = await (options.publicKey.user ? navigator.credentials.create(options) : navigator.credentials.get(options));
        const { url } = await post(box.dataset.answer, { ...answered(key), name: name ? name.value : "", next: box.dataset.next || "" });
        location.assign(url);
      } catch (problem) {
        // What the device says is in another language; what the server says is ours.
        error.textContent = problem.constructor === Error && problem.message ? problem.message : box.dataset.failed;
        error.hidden = false;
        button.disabled = false;
      }
    });
  });
})();
