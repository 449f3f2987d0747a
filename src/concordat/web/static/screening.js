// Screening by keys: each button says its key. Without this file the buttons do the same.
const form = document.querySelector("[data-screening]");
const note = document.getElementById("keys");
if (form && note) {
  note.hidden = false;
  const buttons = new Map([...form.querySelectorAll("[data-key]")].map((b) => [b.dataset.key, b]));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const button = buttons.get(event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
