// Gives every control of a stage a name that a screen reader can say, gives its picture the description as alternative
// text, says which language it speaks, and takes the arrow keys back from JupyterLab's shortcuts. It answers the pictures of a running
// process, so that the kernel knows that somebody is looking, tells it when the stage is out of sight, and copies code. Each group of
// choices is one stop of the Tab key with arrow keys inside; sliders show their zero and how far they are, and find back to their start.
// It draws nothing and watches its own stage only. When the kernel that made the stage is gone, it says so in the frame: the controls
// would go on moving and nothing would answer.
const GROUPS = ".widget-toggle-buttons, .dlcourse-switches, .dlcourse-choices";
const FORWARD = ["ArrowRight", "ArrowDown"];
const BACKWARD = ["ArrowLeft", "ArrowUp"];

// one Tab stop: the chosen button, else the one that had the keyboard last, else the first
function rove(group, set) {
  const buttons = [...group.querySelectorAll("button")].filter((button) => button.style.display !== "none");
  const stop = buttons.find((button) => button === document.activeElement) ?? buttons.find((button) => button.classList.contains("mod-active"))
    ?? buttons.find((button) => button.getAttribute("tabindex") === "0") ?? buttons[0];
  for (const button of buttons) set(button, "tabindex", button === stop ? "0" : "-1");
}

// where the handle is, where the fill begins (at zero, if zero is on the track), and how far apart the ticks are. The slider itself
// tells a screen reader one digit behind the point, whatever its step
function slide(handle, slider, step) {
  const { min: low, max: high } = slider.options.range;
  const track = slider.target;
  if (!(high > low)) return;
  const now = Number(slider.get(true));
  const at = (value) => (100 * (Math.min(Math.max(value, low), high) - low)) / (high - low);
  const steps = (high - low) / step;
  track.classList.toggle("dlcourse-zero", low < 0 && high > 0);
  for (const [name, value] of [["--at", at(now)], ["--from", at(0)], ["--zero", at(0)], ["--gap", steps <= 20 ? 100 / steps : 25]]) {
    const said = value.toFixed(3) + "%";
    if (track.style.getPropertyValue(name) !== said) track.style.setProperty(name, said);
  }
  const places = (String(step).split(".")[1] ?? "").length;
  for (const [name, value] of [["min", low], ["max", high], ["now", now], ["text", now]]) {
    const said = value.toFixed(places);
    if (handle.getAttribute("aria-value" + name) !== said) handle.setAttribute("aria-value" + name, said);
  }
}

// a table or lines of code that are wider than their place are moved in it, by the arrow keys too
function reach(stage, set) {
  for (const place of stage.querySelectorAll(".dlcourse-table, .dlcourse-code pre")) {
    if (place.scrollWidth > place.clientWidth + 1) {
      set(place, "tabindex", "0");
      set(place, "data-lm-suppress-shortcuts", "true");
    } else place.removeAttribute("tabindex");
  }
}

function render({ model, el }) {
  el.style.display = "none";
  let stage = null;
  const set = (node, name, value) => {
    if (node && node.getAttribute(name) !== value) node.setAttribute(name, value);
  };
  const tell = (news) => {
    try {
      model.send(news);
    } catch {
      // the kernel's half went first: there is nobody to be told
    }
  };
  // JupyterLab's manager of widgets knows the notebook's kernel; elsewhere nobody tells, and nothing is said
  const kernel = () => model.widget_manager?.kernel;
  const mine = kernel()?.id;
  let asleep = null;
  const heard = new WeakSet(); // the sliders that are listened to
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
  const home = (node) => {
    for (const css of Object.keys(model.get("homes"))) if (node.closest("." + css)) return css;
  };
  const dress = (stage) => {
    for (const [css, [, step, said]] of Object.entries(model.get("homes"))) {
      for (const handle of stage.querySelectorAll("." + css + " .noUi-handle")) {
        if (home(handle) !== css) continue;
        set(handle, "title", said);
        const slider = handle.closest(".noUi-target")?.noUiSlider;
        if (!slider || heard.has(slider)) continue;
        heard.add(slider); // once: listening tells everybody who listens already, and they change the page
        slider.on("update.dlcourse", () => slide(handle, slider, step));
      }
    }
    for (const group of stage.querySelectorAll(GROUPS)) rove(group, set);
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
    for (const part of stage.querySelectorAll("button, summary, .noUi-handle, .widget-readout, input, select, textarea")) {
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
    reach(stage, set);
    const table = stage.querySelector(".dlcourse-table table");
    set(stage.querySelector(".dlcourse-table-switch"), "aria-expanded", String(table !== null));
    const says = stage.querySelector(".dlcourse-says");
    for (const picture of stage.querySelectorAll(".dlcourse-picture img, .dlcourse-picture canvas")) {
      set(picture, picture.tagName === "IMG" ? "alt" : "aria-label", says ? says.textContent.trim() : "");
    }
  };
  const answer = (message) => {
    if (message.picture !== undefined) tell({ shown: message.picture });
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
    tell({ copied: true });
  };
  const press = (event) => {
    const { target, code, key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const group = target.closest?.(GROUPS);
    if (group && target.tagName === "BUTTON" && [...FORWARD, ...BACKWARD].includes(key)) {
      const buttons = [...group.querySelectorAll("button")].filter((button) => button.checkVisibility() && !button.disabled);
      const way = FORWARD.includes(key) ? 1 : -1;
      const next = buttons[(buttons.indexOf(target) + way + buttons.length) % buttons.length];
      next.focus();
      // of choices that exclude each other the arrow takes the next one; a guess or a switch wants to be pressed
      if (group.classList.contains("widget-toggle-buttons")) next.click();
    } else if (target.classList?.contains("noUi-handle") && (key === "Backspace" || key === "Delete") && home(target)) {
      tell({ home: home(target) });
    } else if (code === "KeyS" && !event.shiftKey && !target.isContentEditable && !["INPUT", "TEXTAREA"].includes(target.tagName) && stage.classList.contains("dlcourse-veiled")) {
      tell({ look: true });
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const twice = (event) => {
    const track = event.target.closest(".noUi-target");
    if (track && home(track)) tell({ home: home(track) });
  };
  const uncover = (event) => {
    if (event.target.closest(".dlcourse-veil")) tell({ look: true });
  };
  const roam = (event) => {
    const group = event.target.closest?.(GROUPS);
    if (group) rove(group, set);
  };
  const hands = { click: copy, keydown: press, dblclick: twice, focusin: roam, pointerup: uncover };
  const view = Math.random().toString(36).slice(2);
  const sight = new IntersectionObserver((entries) => tell({ view, seen: entries.at(-1).isIntersecting }));
  let waiting = false;
  const soon = () => {
    if (waiting || !stage) return;
    waiting = true;
    // names are heard and not seen
    afterFrame(() => {
      waiting = false;
      dress(stage);
    });
  };
  const watcher = new MutationObserver(soon);
  const room = new ResizeObserver(soon);
  const begin = (tries) => {
    stage = el.closest(".dlcourse-stage");
    if (stage) {
      for (const [name, hand] of Object.entries(hands)) stage.addEventListener(name, hand);
      watcher.observe(stage, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
      sight.observe(stage);
      room.observe(stage);
      soon();
    } else if (tries > 0) {
      setTimeout(() => begin(tries - 1), 50);
    }
  };
  begin(100);
  model.on("change:names", soon);
  model.on("change:homes", soon);
  model.on("change:busy", busy);
  model.on("msg:custom", answer);
  return () => {
    // without a view nobody is looking
    clearInterval(watch);
    watcher.disconnect();
    sight.disconnect();
    room.disconnect();
    tell({ view, seen: false });
    model.off("msg:custom", answer);
    model.off("change:busy", busy);
    for (const [name, hand] of Object.entries(hands)) stage?.removeEventListener(name, hand);
  };
}
export default { render };
