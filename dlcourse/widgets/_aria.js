// Gives every control of a stage a name that a screen reader can say, keeps the picture's text up to date, and takes the
// arrow keys back from JupyterLab's shortcuts. It draws nothing; it watches its own stage and nothing else.
function render({ model, el }) {
  el.style.display = "none";
  const set = (node, name, value) => {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  };
  const dress = (stage) => {
    for (const [css, label] of Object.entries(model.get("names"))) {
      for (const host of stage.querySelectorAll("." + css)) {
        const parts = host.querySelectorAll(
          ".noUi-handle, [role=slider], input, select, [role=textbox]"
        );
        for (const part of parts) {
          set(part, "aria-label", label);
          set(part, "data-lm-suppress-shortcuts", "true");
        }
        const group = host.querySelector(".widget-toggle-buttons, .jupyter-button-group");
        if (group || host.classList.contains("widget-toggle-buttons")) {
          set(group || host, "role", "group");
          set(group || host, "aria-label", label);
        }
      }
    }
    for (const button of stage.querySelectorAll("button")) {
      set(button, "data-lm-suppress-shortcuts", "true");
      if (!button.textContent.trim() && button.title) set(button, "aria-label", button.title);
      if (button.closest(".widget-toggle-buttons") || button.classList.contains("widget-toggle-button")) {
        set(button, "aria-pressed", String(button.classList.contains("mod-active")));
      }
    }
    for (const picture of stage.querySelectorAll(".dlcourse-picture")) {
      const image = picture.tagName === "IMG" ? picture : picture.querySelector("img");
      if (image) set(image, "alt", model.get("alt"));
    }
    for (const words of stage.querySelectorAll(".dlcourse-says")) {
      set(words, "role", "status");
      set(words, "aria-live", "polite");
    }
  };
  let stage = null;
  let waiting = false;
  const soon = () => {
    if (waiting || !stage) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      dress(stage);
    });
  };
  const watcher = new MutationObserver(soon);
  const begin = (tries) => {
    stage = el.closest(".dlcourse-stage");
    if (!stage) {
      if (tries > 0) setTimeout(() => begin(tries - 1), 50);
      return;
    }
    watcher.observe(stage, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "src"] });
    soon();
  };
  begin(100);
  model.on("change:alt", soon);
  model.on("change:names", soon);
  return () => watcher.disconnect();
}
export default { render };
