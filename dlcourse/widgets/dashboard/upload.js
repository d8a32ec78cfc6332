// A button that hands the kernel a file of the visitor's choice. It says what it does and nothing more.
function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jupyter-widgets jupyter-button widget-button dlcourse-restore";
  button.style.width = "auto";
  button.textContent = model.get("label");
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = model.get("accept");
  chooser.hidden = true;
  button.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    if (!file) return;
    const content = await file.arrayBuffer();
    chooser.value = ""; // the same file may be chosen again
    model.send({ name: file.name }, undefined, [content]);
  });
  el.append(button, chooser);
}
export default { render };
