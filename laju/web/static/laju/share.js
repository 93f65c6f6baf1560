// Shares the poster together with its text, where the phone can; without this file the link does.
(() => {
  const button = document.querySelector("[data-share][data-file]");
  if (!button || !navigator.canShare) return;
  fetch(button.dataset.file)
    .then((answer) => answer.blob())
    .then((blob) => {
      const files = [new File([blob], "poster.jpg", { type: blob.type })];
      const told = { text: button.dataset.share, files };
      if (!navigator.canShare(told)) return;
      button.addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        navigator.share(told).catch(() => {});
      });
    })
    .catch(() => {});
})();
