// Saves a partner's draft a moment after the last key, and shows how the page looks now.
// Without this script the same buttons do the same, one press at a time.
const form = document.getElementById("listing-form");
const said = document.getElementById("saved-by-itself");
const frame = document.getElementById("preview");
const PAUSE = 1500;
let waiting;

async function save() {
  const data = new FormData(form);
  // A file is sent when a button is pressed, not over and over again.
  data.delete("picture");
  const answer = await fetch(form.action, {
    method: "POST",
    body: data,
    headers: { Accept: "application/json" },
  }).catch(() => null);
  if (answer?.ok) {
    form.elements.version.value = (await answer.json()).version;
    said.textContent = said.dataset.saved;
    frame.contentWindow.location.reload();
  } else if (answer?.status === 409) {
    said.textContent = said.dataset.changed;
    form.removeEventListener("input", later);
  }
}

function later() {
  said.textContent = "";
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
}

form.addEventListener("input", later);
form.addEventListener("submit", () => clearTimeout(waiting));
