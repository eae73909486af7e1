// Files: chosen with the button, or dropped anywhere on the page.

/** Larger files are not shown: the editor keeps the whole text. */
const MAX_BYTES = 20 << 20;

/** `receive(text, name)` gets a file, `refuse(message)` the reason why it cannot be read. */
export function acceptFiles(receive, refuse) {
  const input = document.getElementById("file");
  const overlay = document.getElementById("drop");

  async function take(file) {
    if (file === undefined || file === null) return;
    if (file.size > MAX_BYTES) refuse(`${file.name} is larger than ${MAX_BYTES >> 20} MB; use the command for it`);
    else receive(await file.text(), file.name);
  }

  document.getElementById("open").addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    await take(input.files[0]);
    input.value = "";
  });

  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  const enter = (change) => {
    depth = Math.max(0, depth + change);
    overlay.hidden = depth === 0;
  };
  window.addEventListener("dragenter", (event) => hasFile(event) && enter(1));
  window.addEventListener("dragleave", (event) => hasFile(event) && enter(-1));
  window.addEventListener("dragover", (event) => hasFile(event) && event.preventDefault());
  // In the capture phase: the editor would insert the text of the file.
  window.addEventListener(
    "drop",
    (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      event.stopPropagation();
      enter(-depth);
      take(event.dataTransfer.files[0]);
    },
    { capture: true },
  );
}
