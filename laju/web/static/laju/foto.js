// A photo is made small on the phone before it is sent: at most 300 kB, upright, without the place
// it was taken. Without this file, or where the phone cannot, the photo goes as it is.
(() => {
  if (!window.createImageBitmap || !window.DataTransfer || !HTMLCanvasElement.prototype.toBlob) return;
  const MOST = 300_000, LONGEST = 1600, QUALITIES = [0.85, 0.75, 0.65, 0.5];
  const drawn = (picture, longest) => {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // what is see-through in a PNG
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas;
  };
  const packed = (canvas, quality) => new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  async function small(file) {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    for (let longest = LONGEST; longest >= 400; longest *= 0.75) {
      const canvas = drawn(picture, longest);
      for (const quality of QUALITIES) {
        const blob = await packed(canvas, quality);
        if (blob && blob.size <= MOST) return blob;
      }
    }
    return null;
  }
  const size = (bytes) => (bytes >= 1e6 ? (bytes / 1e6).toFixed(1).replace(".", ",") + " MB" : Math.round(bytes / 1e3) + " kB");
  document.querySelectorAll("input[type=file][accept*=image]").forEach((input) => {
    const told = document.createElement("p");
    told.className = "hint";
    told.setAttribute("role", "status");
    input.after(told);
    input.addEventListener("change", async () => {
      const file = input.files[0], buttons = [...input.form.querySelectorAll("button:not([type=button])")];
      told.textContent = "";
      if (!file) return;
      buttons.forEach((button) => { button.disabled = true; }); // until it is ready to go
      try {
        const blob = await small(file);
        if (blob && input.files[0] === file && (blob.size < file.size || file.size > MOST)) {
          const carrier = new DataTransfer();
          carrier.items.add(new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }));
          input.files = carrier.files;
          told.textContent = `${size(file.size)} → ${size(blob.size)}`;
        }
      } catch { /* no picture the phone can read: the server says what is wrong with it */ }
      buttons.forEach((button) => { button.disabled = false; });
    });
  });
})();
