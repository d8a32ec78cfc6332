// Gives every control of a stage a name that a screen reader can say, gives its picture the description as alternative
// text, says which language it speaks, and takes the arrow keys back from JupyterLab's shortcuts. It answers the pictures of a running
// process, so that the kernel knows that somebody is looking, and copies code. It draws nothing and watches its own stage only. When the
// kernel that made the stage is gone, it says so in the frame: the controls would go on moving and nothing would answer.
function render({ model, el }) {
  el.style.display = "none";
  let stage = null;
  const set = (node, name, value) => {
    if (node && node.getAttribute(name) !== value) node.setAttribute(name, value);
  };
  // JupyterLab's manager of widgets knows the notebook's kernel; elsewhere nobody tells, and nothing is said
  const kernel = () => model.widget_manager?.kernel;
  const mine = kernel()?.id;
  let asleep = null;
  const look = () => {
    const now = kernel();
    const gone = mine !== undefined && (!now || now.id !== mine || now.status === "dead");
    // a kernel that was started anew keeps its name; the widgets' own sign tells that their other half is gone
    const sleeps = stage !== null && (gone || stage.classList.contains("jupyter-widgets-disconnected"));
    if (sleeps && !asleep) {
      asleep = document.createElement("p");
      asleep.className = "dlcourse-asleep";
      asleep.setAttribute("role", "status");
      stage.prepend(asleep);
      asleep.textContent = model.get("asleep");
    } else if (!sleeps && asleep) {
      asleep.remove();
      asleep = null;
    }
  };
  const watch = setInterval(look, 1000);
  const busy = () => set(stage, "aria-busy", String(model.get("busy")));
  const dress = (stage) => {
    for (const [css, label] of Object.entries(model.get("names"))) {
      for (const host of stage.querySelectorAll("." + css)) {
        for (const part of host.querySelectorAll(".noUi-handle, .widget-readout, input, select, textarea")) {
          set(part, "aria-label", label);
        }
        if (host.classList.contains("widget-toggle-buttons") || host.classList.contains("dlcourse-switches") || host.classList.contains("dlcourse-choices")) {
          set(host, "role", "group");
          set(host, "aria-label", label);
        }
        if (host.classList.contains("widget-play")) {
          set(host.querySelector("button"), "aria-label", label);
          set(host.querySelector("button"), "title", label);
        }
      }
    }
    for (const part of stage.querySelectorAll("button, .noUi-handle, .widget-readout, input, select, textarea")) {
      set(part, "data-lm-suppress-shortcuts", "true");
    }
    for (const button of stage.querySelectorAll(".jupyter-button.mod-toggle, .widget-toggle-button")) {
      set(button, "aria-pressed", String(button.classList.contains("mod-active")));
    }
    for (const live of stage.querySelectorAll(".dlcourse-live")) {
      set(live, "role", "status");
      set(live, "aria-live", "polite");
    }
    set(stage, "lang", model.get("language"));
    busy();
    const table = stage.querySelector(".dlcourse-table table");
    set(stage.querySelector(".dlcourse-table-switch"), "aria-expanded", String(table !== null));
    const says = stage.querySelector(".dlcourse-says");
    for (const picture of stage.querySelectorAll(".dlcourse-picture img, .dlcourse-picture canvas")) {
      set(picture, picture.tagName === "IMG" ? "alt" : "aria-label", says ? says.textContent.trim() : "");
    }
  };
  const answer = (message) => {
    if (message.picture !== undefined) model.send({ shown: message.picture });
  };
  const copy = async (event) => {
    const button = event.target.closest(".dlcourse-copy");
    if (!button) return;
    const code = stage.querySelector(".dlcourse-code pre");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      // a page that is not served safely has no clipboard: mark the lines, and the keyboard copies them
      getSelection().selectAllChildren(code);
      if (!document.execCommand("copy")) return;
    }
    model.send({ copied: true });
  };
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
    if (stage) {
      stage.addEventListener("click", copy);
      watcher.observe(stage, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
      soon();
    } else if (tries > 0) {
      setTimeout(() => begin(tries - 1), 50);
    }
  };
  begin(100);
  model.on("change:names", soon);
  model.on("change:busy", busy);
  model.on("msg:custom", answer);
  return () => {
    // without a view nobody is looking
    clearInterval(watch);
    watcher.disconnect();
    model.off("msg:custom", answer);
    model.off("change:busy", busy);
    stage?.removeEventListener("click", copy);
  };
}
export default { render };
