
// The view of a picture: a canvas as wide as the stage lets it be, painted again when the picture, the theme, the room or the screen changes.
// It stands after painter.js and inflate.js in one file.
function paper(el) {
  const style = getComputedStyle(el);
  return style.getPropertyValue("--jp-layout-color0").trim() || style.getPropertyValue("--color-background-primary").trim();
}

// JupyterLab and the site say which theme they wear; another page shows it by its ground
function isDark() {
  const { jpThemeLight, theme } = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === "false";
  if (theme === "dark" || theme === "light") return theme === "dark";
  return theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches;
}

const SETTLED = 300; // milliseconds after which a page has found its new shape

// A list, which comes deflated if it is long and has to be kept or to go far; null if it is damaged: the PNG is shown.
function unpacked(value) {
  const bytes = new Uint8Array(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength);
  try {
    return parse(bytes[0] === DEFLATED ? inflate(bytes) : bytes);
  } catch {
    return null;
  }
}

function render({ model, el }) {
  const canvas = document.createElement("canvas");
  canvas.className = "dlcourse-canvas";
  canvas.setAttribute("role", "img");
  canvas.dataset.lmSuppressShortcuts = "true"; // JupyterLab would take the arrow keys
  el.append(canvas);
  let still = null;
  let moving = null;
  let photo = null;
  // asked once and not for each picture: an answer makes the browser lay out the page, which it does again for the frame
  let room = {};
  const measure = () => (room = { width: el.clientWidth, dark: isDark(), paper: paper(el) });

  const show = () => {
    const number = 0;
    const whole = moving?.frames[number]?.whole;
    const layers = moving && (still || whole) ? [...(whole ? [] : [[still, 0]]), [moving, number]] : null;
    const done = layers && paint(canvas, layers, { ...room, width: room.width || model.get("width") });
    canvas.style.display = done ? "" : "none";
    if (photo) photo.style.display = done ? "none" : "";
    if (done) canvas.dataset.painted = String(1 + Number(canvas.dataset.painted ?? 0));
    else if (!photo && model.get("value").byteLength) {
      photo = document.createElement("img");
      el.append(photo);
      model.send({ "cannot paint": true });
    }
  };
  let over = false; // a picture that comes when the view is gone is painted nowhere
  const read = () => {
    if (model.get("still") !== read.still) still = parse((read.still = model.get("still")));
    moving = unpacked(model.get("value"));
    show();
  };
  const develop = () => {
    if (!photo || !model.get("fallback").byteLength) return;
    URL.revokeObjectURL(photo.src);
    photo.src = URL.createObjectURL(new Blob([model.get("fallback")], { type: "image/png" }));
  };
  // a picture is painted once for each message, however many of its parts have changed
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      if (!over) read();
    });
  };
  model.on("change:still", soon);
  model.on("change:value", soon);
  model.on("change:fallback", develop);

  // a picture that is wider than its place is moved in it, by the arrow keys too
  const reach = () => {
    const place = el.parentElement;
    const wide = place && place.scrollWidth > place.clientWidth + 1;
    if (wide && canvas.tabIndex !== 0) canvas.tabIndex = 0;
    if (!wide) canvas.removeAttribute("tabindex");
  };
  let last = "";
  let late = 0;
  const look = () => {
    reach();
    const now = [devicePixelRatio, ...Object.values(measure())].join();
    if (now !== last) show();
    last = now;
  };
  const again = () => {
    look();
    // while a theme changes, the page is measured without the style of either, and nobody tells when it is back
    clearTimeout(late);
    late = setTimeout(look, SETTLED);
  };
  const sides = new ResizeObserver(again);
  sides.observe(el);
  if (el.parentElement) sides.observe(el.parentElement);
  const themes = new MutationObserver(again);
  themes.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "data-theme"] });
  const night = matchMedia("(prefers-color-scheme: dark)");
  night.addEventListener("change", again);
  addEventListener("resize", again); // also when the window moves to another screen, or is enlarged
  measure();
  read();
  return () => {
    over = true;
    clearTimeout(late);
    sides.disconnect();
    themes.disconnect();
    night.removeEventListener("change", again);
    removeEventListener("resize", again);
    model.off("change:still", soon);
    model.off("change:value", soon);
    model.off("change:fallback", develop);
    if (photo) URL.revokeObjectURL(photo.src);
  };
}
export default { render };
