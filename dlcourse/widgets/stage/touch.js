// Lets somebody touch a picture, with mouse, pen or finger: what can be dragged gets a ring, and a drag moves the controls that exist, to the
// positions whose place is nearest to the pointer; whatever lies under the pointer says its numbers. Works over any element that shows the
// picture (an image, a canvas), of which it uses the box on the page alone. All of it is hidden from screen readers: the controls, the words and
// the table say the same, and a ring lights up when its control has the focus. It knows no kernel: fingers.js and stored.js say what moves.
const WHOLE = 10000; // the width and the height of a picture, in the numbers of `told`
const REACH = 26; // pixels: how near is near enough
const STYLE = `
  :host { position: absolute; pointer-events: none; z-index: 1; font: 13px/1.35 var(--jp-ui-font-family, sans-serif); }
  .layer { position: absolute; inset: 0; }
  .held { position: absolute; box-sizing: border-box; pointer-events: auto; touch-action: none; cursor: grab; -webkit-user-select: none;
    user-select: none; -webkit-tap-highlight-color: transparent; }
  .held::after { content: ""; position: absolute; inset: 3px; border-radius: 14px; border: 2px solid #0072b2; box-shadow: 0 0 0 1px #ffffff;
    opacity: 0; transition: opacity 0.12s; }
  .near .held::after { opacity: 0.55; }
  .near .held:hover::after, .held.down::after, .held.focus::after { opacity: 1; }
  .held.focus::after, .held.down::after { border-width: 3px; }
  .held.down { cursor: grabbing; }
  .here { position: absolute; width: 9px; height: 9px; margin: -6px; border: 2px solid #222222; border-radius: 50%; box-shadow: 0 0 0 1px #ffffff; }
  .tells { position: absolute; max-width: 24em; padding: 3px 8px; border-radius: 4px; white-space: pre-line; width: max-content;
    color: #ffffff; background: #222222; border: 1px solid #ffffff; }
  [hidden] { display: none; }
  @media (hover: none) { .held::after { opacity: 0.55; } }
  @media (prefers-reduced-motion: reduce) { .held::after { transition: none; } }
  @media (forced-colors: active) { .held::after, .here { border-color: Highlight; } .tells { border-color: CanvasText; } }
`;

// --- numbers, as people write them --------------------------------------------------------------------------------

const minus = (words) => words.replace("-", "−");
const power = (exponent) => "10" + [...String(exponent)].map((sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]).join("");
export function number(value) {
  const size = Math.abs(value);
  if (value === 0 || (size >= 0.001 && size < 100000)) return minus(String(Number(value.toPrecision(4))));
  const [digits, exponent] = value.toExponential(2).split("e").map(Number);
  const head = Math.abs(digits) === 1 ? (digits < 0 ? "−" : "") : `${minus(String(digits))} × `;
  return head + power(exponent);
}

function spoken(side, value) {
  if (side.mute) return null;
  if (side.powers) return `${side.name} = ${number(10 ** value)}`;
  const word = side.names && Number.isInteger(value) ? side.names[value] : undefined;
  return `${side.name} = ${word === undefined ? number(value) : word}`;
}

// --- where things are ---------------------------------------------------------------------------------------------

// a number of an axis as a share of it, and back
const share = ({ ends: [low, high], log }, value) =>
  log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
const value = ({ ends: [low, high], log }, part) => (log ? low * (high / low) ** part : low + part * (high - low));
const place = (frame, size, x, y) => [
  ((frame.box[0] + share(frame.x, x) * frame.box[2]) / WHOLE) * size[0],
  ((frame.box[1] + (1 - share(frame.y, y)) * frame.box[3]) / WHOLE) * size[1],
];
const back = (frame, size, [left, top]) => [
  value(frame.x, ((left / size[0]) * WHOLE - frame.box[0]) / frame.box[2]),
  value(frame.y, 1 - ((top / size[1]) * WHOLE - frame.box[1]) / frame.box[3]),
];
const apart = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);
function foot(from, to, point) {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const along = ((point[0] - from[0]) * x + (point[1] - from[1]) * y) / (x * x + y * y || 1);
  const part = Math.min(1, Math.max(0, along));
  return [from[0] + part * x, from[1] + part * y];
}

// the positions of the rails whose place is nearest, as `nearest` in touch.py finds them
export function nearest(rails, target, size) {
  const at = (point) => (point ? [(point[0] / WHOLE) * size[0], (point[1] / WHOLE) * size[1]] : null);
  const base = at(rails[0].places[rails[0].now]);
  if (!base) return null;
  let best = null;
  let least = Infinity;
  const walk = (level, here, chosen, moved) => {
    if (level === rails.length) {
      const far = (here[0] - target[0]) ** 2 + (here[1] - target[1]) ** 2 + 1e-9 * moved;
      if (far < least) [least, best] = [far, chosen];
      return;
    }
    rails[level].places.forEach((point, index) => {
      const there = at(point);
      if (!there) return;
      const next = [here[0] + there[0] - base[0], here[1] + there[1] - base[1]];
      walk(level + 1, next, [...chosen, index], moved + Math.abs(index - rails[level].now));
    });
  };
  walk(0, base, [], 0);
  return best;
}

// what lies nearest to a point of the picture: where, and its words; null if nothing is near
export function under(told, point, size) {
  let best = null;
  const take = (far, at, words) => {
    if (!best || far < best.far) best = { far, at, words };
  };
  const lines = (frame, name, x, y, ...more) =>
    [name || frame.name, [spoken(frame.x, x), spoken(frame.y, y)].filter(Boolean).join(", "), ...more].filter(Boolean).join("\n");
  for (const thing of told.things) {
    const frame = told.frames[thing.on];
    const here = (x, y) => place(frame, size, x, y);
    if (thing.is === "spots") {
      const radius = Math.max(8, (thing.size / 1e3) * size[0]);
      thing.places.forEach((spot, i) => {
        const from = here(spot[0], spot[1]);
        const line = spot.length === 4;
        const at = line ? foot(from, here(spot[2], spot[3]), point) : from;
        const far = apart(at, point);
        const near = spot.length === 3 ? apart(from, here(spot[0] + spot[2], spot[1])) : radius;
        // a mark wins against the edges that end under it
        if (far <= near) take(line ? 1 + far / 10 : far / 100, at, thing.words[i]);
      });
    } else if (thing.is === "points") {
      thing.x.forEach((x, i) => {
        const at = here(x, thing.y[i]);
        const far = apart(at, point);
        // a mark is meant more often than the curve it stands on
        if (far <= REACH) take(thing.marks ? far / 3 : far, at, lines(frame, thing.name, x, thing.y[i]));
      });
    } else if (thing.is === "line") {
      const at = foot(here(thing.x[0], thing.y[0]), here(thing.x[1], thing.y[1]), point);
      const far = apart(at, point);
      // its marks are what it is about; the line speaks where none of them is
      if (far <= REACH / 2) take(far + REACH / 2, at, lines(frame, thing.name, ...back(frame, size, at)));
    } else if (thing.is === "bars") {
      for (const [x0, y0, x1, y1, x, y] of thing.boxes) {
        const [one, other] = [here(x0, y0), here(x1, y1)];
        const inside = [0, 1].every((side) => Math.min(one[side], other[side]) - 3 <= point[side] && point[side] <= Math.max(one[side], other[side]) + 3);
        if (inside) take(REACH, here(x, y), lines(frame, thing.name, x, y));
      }
    } else if (thing.is === "steps") {
      const [x, y] = back(frame, size, point);
      const i = thing.edges.findIndex((edge, i) => edge <= x && x < thing.edges[i + 1]);
      if (i < 0 || y < 0 || y > thing.values[i] * 1.05 + 1e-9) continue;
      const [left, right] = [thing.edges[i], thing.edges[i + 1]];
      const span = frame.x.mute ? "" : `${frame.x.name} = ${number(left)} … ${number(right)}`;
      // one word for the whole histogram, or one for each of its steps
      const said = thing.words?.length === 1 ? thing.words : [span, thing.words ? thing.words[i] : spoken(frame.y, thing.values[i])];
      const words = [thing.name || frame.name, said.filter(Boolean).join(", ")];
      take(REACH + 1, here((left + right) / 2, thing.values[i]), words.filter(Boolean).join("\n"));
    } else if (thing.is === "cells") {
      const within = point.every((part, side) => {
        const [start, length] = [(frame.box[side] / WHOLE) * size[side], (frame.box[side + 2] / WHOLE) * size[side]];
        return start <= part && part <= start + length;
      });
      if (!within) continue;
      const close = (list, wanted) => list.reduce((best, one, i) => (Math.abs(one - wanted) < Math.abs(list[best] - wanted) ? i : best), 0);
      const [x, y] = back(frame, size, point);
      const [column, row] = [close(thing.x, x), close(thing.y, y)];
      const value = number(thing.values[row][column]);
      const words = [spoken(frame.x, thing.x[column]), spoken(frame.y, thing.y[row])].filter(Boolean);
      const name = frame.name ? `${frame.name}\n` : "";
      const head = words.length ? words.join(", ") : told.cell.replace("{row}", row + 1).replace("{column}", column + 1);
      take(REACH + 2, here(thing.x[column], thing.y[row]), `${name}${head}: ${value}`);
    }
  }
  return best && best.words ? best : null;
}

// --- on the page --------------------------------------------------------------------------------------------------

// Make the pictures of a stage touchable. `controls()` says what controls are called and which positions they have; `move(name, index)` brings one
// to a position; `pin(name, which, [i, j])` drags a point; `near(yes)` hears when somebody comes near. Answers with what to call when there is
// something new to tell, and at the end.
export function touch({ stage, controls, move, pin, near }) {
  const host = document.createElement("div");
  host.setAttribute("aria-hidden", "true");
  host.className = "dlcourse-touch";
  // a shadow of its own: nobody who watches the stage is woken by what moves here
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = STYLE;
  const layer = document.createElement("div");
  const here = document.createElement("div");
  const says = document.createElement("div");
  layer.className = "layer";
  here.className = "here";
  says.className = "tells";
  here.hidden = says.hidden = true;
  root.append(style, layer, here, says);
  if (getComputedStyle(stage).position === "static") stage.style.position = "relative";
  stage.append(host);
  let told = null;
  let drag = null;
  let waiting = false;
  const rings = new Map(); // key -> its ring
  let pointed = null; // where the pointer is on the picture, and on what

  const isPicture = (node) => node instanceof Element && node.matches(".dlcourse-picture, .dlcourse-picture *");
  // a picture that is covered is not there
  const seen = (node) => node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden";
  const picture = () => [...stage.querySelectorAll(".dlcourse-picture")].find(seen);
  const box = () => picture()?.getBoundingClientRect();
  let extent = [0, 0]; // of the picture
  let cut = 0; // how much of a picture that is wider than its place is to the left of it
  const size = () => extent;
  const fit = () => {
    const [of, around] = [box(), stage.getBoundingClientRect()];
    if (!of) return false;
    const left = of.left - around.left - stage.clientLeft + stage.scrollLeft;
    const top = of.top - around.top - stage.clientTop + stage.scrollTop;
    // of a picture that is wider than its place, only what is to be seen can be touched
    const place = picture().parentElement.getBoundingClientRect();
    const rest = Math.max(0, of.right - place.right);
    cut = Math.max(0, place.left - of.left);
    extent = [of.width, of.height];
    Object.assign(host.style, {
      left: `${left + cut}px`, top: `${top}px`, width: `${of.width - cut - rest}px`, height: `${of.height}px`,
      overflowX: cut + rest > 1 ? "clip" : "",
    });
    layer.style.left = `${-cut}px`;
    return true;
  };
  const at = (point) => [(point[0] / WHOLE) * size()[0], (point[1] / WHOLE) * size()[1]];
  const where = (event) => {
    const of = host.getBoundingClientRect();
    return [event.clientX - of.left + cut, event.clientY - of.top];
  };
  // where a handle stands while it is dragged, from its rails: nobody has to wait for the kernel
  const standing = (handle) => {
    const [first] = handle.rails;
    const base = first.places[first.now];
    if (!drag || drag.key !== handle.key || !drag.indices || !base) return handle.grip;
    const sum = handle.rails.reduce((sum, rail, i) => {
      const to = rail.places[drag.indices[i]] ?? base;
      return [sum[0] + to[0] - base[0], sum[1] + to[1] - base[1]];
    }, base);
    return handle.grip.map((point) => [point[0] + sum[0] - handle.at[0], point[1] + sum[1] - handle.at[1]]);
  };
  const byKey = (key) => told?.handles.find((handle) => handle.key === key);
  const say = (words, point) => {
    says.hidden = here.hidden = !words;
    if (!words) return;
    const across = point[0] - cut;
    Object.assign(here.style, { left: `${across}px`, top: `${point[1]}px` });
    if (says.textContent !== words) says.textContent = words;
    const [wide, high] = [says.offsetWidth, says.offsetHeight];
    const left = across + 14 + wide <= host.clientWidth ? across + 14 : Math.max(0, across - 14 - wide);
    const top = point[1] - high - 10 >= 0 ? point[1] - high - 10 : point[1] + 14;
    Object.assign(says.style, { left: `${left}px`, top: `${top}px` });
  };
  const named = (handle, indices) => {
    const side = (control, index) => control.words?.[index] ?? number(control.values[index]);
    if (handle.pin !== undefined) {
      const control = controls()[handle.rails[0].control];
      return `(${indices.map((index) => side(control, index)).join(", ")})`;
    }
    return handle.rails.map((rail, i) => `${controls()[rail.control].label} = ${side(controls()[rail.control], indices[i])}`).join("\n");
  };
  const keep = (keys) => {
    for (const [key, ring] of rings) {
      // what is being dragged stays, even while it is not to be seen
      if (keys.includes(key) || key === drag?.key) continue;
      ring.remove();
      rings.delete(key);
    }
  };
  const lay = () => {
    // also where nothing can be touched now: an extent of before would stick out of a stage that has become narrow
    if (!fit() || !told) {
      keep([]);
      return;
    }
    const active = document.activeElement;
    keep(told.handles.map((handle) => handle.key));
    told.handles.forEach((handle) => {
      const ring = rings.get(handle.key) ?? document.createElement("div");
      if (!rings.has(handle.key)) {
        rings.set(handle.key, ring);
        ring.addEventListener("pointerdown", (event) => grab(event, handle.key));
        layer.append(ring);
      }
      const [from, to = from] = standing(handle).map((point) => (point ? at(point) : [-99, -99]));
      const long = apart(from, to);
      const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
      const [x, y] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      const [wide, high] = [long + 28, 28];
      Object.assign(ring.style, {
        width: `${wide}px`, height: `${high}px`, left: `${x - wide / 2}px`, top: `${y - high / 2}px`, rotate: `${angle}rad`,
      });
      const down = drag?.key === handle.key;
      // a line is held anywhere; where a point lies on it, the point is meant
      ring.style.zIndex = long ? 1 : 2;
      ring.style.cursor = down ? "" : turns(handle);
      const focused = handle.rails.some((rail) => stage.querySelector(`.dlcourse-control-${rail.control}`)?.contains(active));
      const name = `held${focused ? " focus" : ""}${down ? " down" : ""}`;
      if (ring.className !== name) ring.className = name;
      ring.dataset.control = handle.rails.map((rail) => rail.control).join(" ");
      ring.hidden = [from, to].every(([x, y]) => x < -1 || y < -1 || x > size()[0] + 1 || y > size()[1] + 1);
    });
  };
  // how it can go: up and down, to and fro, or anywhere
  const turns = ({ rails }) => {
    const there = rails.length > 1 ? [] : rails[0].places.filter(Boolean);
    const goes = [0, 1].map((side) => there.some((point) => Math.abs(point[side] - there[0][side]) > 20));
    return there.length && goes[0] !== goes[1] ? (goes[0] ? "ew-resize" : "ns-resize") : "";
  };
  const grab = (event, key) => {
    if (event.button > 0 || drag) return;
    event.preventDefault();
    event.stopPropagation();
    fit();
    const handle = byKey(key);
    const start = at(handle.at);
    const now = handle.rails.map((rail) => rail.now);
    // counted from where the pointer was: a drag that brings more controls pushes the picture away under it
    const begun = [event.clientX, event.clientY];
    drag = { key, id: event.pointerId, indices: null, sent: now, start, begun, pointer: begun };
    rings.get(key).setPointerCapture(event.pointerId);
    focus(handle);
    lay();
    say(named(handle, now), start);
  };
  // the arrow keys go on where the pointer stopped
  const focus = (handle) => {
    const control = stage.querySelector(`.dlcourse-control-${handle.rails[0].control}`);
    control?.querySelector("[role=slider], button.mod-active, button, input")?.focus({ preventScroll: true });
  };
  // where another point is there is no room for this one
  const taken = ({ key, pin, rails }, indices) =>
    pin !== undefined && told.handles.some((other) => other.key !== key && other.pin !== undefined
      && other.rails[0].control === rails[0].control && other.rails.every((rail, i) => rail.now === indices[i]));
  const pull = () => {
    waiting = false;
    const handle = drag && byKey(drag.key);
    if (!handle) return;
    const target = [0, 1].map((side) => drag.start[side] + drag.pointer[side] - drag.begun[side]);
    const indices = nearest(handle.rails, target, size());
    if (!indices || taken(handle, indices)) return;
    drag.indices = indices;
    lay();
    const [grip] = standing(handle);
    say(named(handle, indices), grip ? at(grip) : target);
    if (indices.every((index, i) => index === drag.sent[i])) return;
    drag.sent = indices;
    if (handle.pin !== undefined) {
      pin(handle.rails[0].control, handle.pin, indices);
      return;
    }
    for (const [name, index] of Object.entries(handle.also)) move(name, index);
    handle.rails.forEach((rail, i) => move(rail.control, indices[i]));
  };
  const moved = (event) => {
    if (drag) {
      if (event.pointerId !== drag.id) return;
      drag.pointer = [event.clientX, event.clientY];
      // a click that trembles is no drag
      if (drag.indices === null && apart(drag.pointer, drag.begun) < 3) return;
      if (!waiting) requestAnimationFrame(pull);
      waiting = true;
      return;
    }
    const inside = isPicture(event.target) || event.composedPath().includes(host);
    layer.classList.toggle("near", inside);
    if (told && rings.size !== (picture() ? told.handles.length : 0)) lay();
    if (fit()) pointed = inside ? { at: where(event), ring: event.composedPath()[0] } : null;
    point();
  };
  const point = () => {
    if (!pointed || !told) {
      say("");
      return;
    }
    const found = under(told, pointed.at, size());
    const held = told.handles.find((handle) => rings.get(handle.key) === pointed.ring);
    if (found) say(found.words, found.at);
    else if (held) say(named(held, held.rails.map((rail) => rail.now)), at(held.grip[0]));
    else say("");
  };
  // where it was left it stays, until the news come
  const settle = () => {
    const handle = byKey(drag.key);
    if (!handle || !drag.indices) return;
    const grip = standing(handle);
    if (handle.grip[0] && grip[0]) handle.at = handle.at.map((part, side) => part + grip[0][side] - handle.grip[0][side]);
    handle.grip = grip;
    handle.rails.forEach((rail, i) => (rail.now = drag.indices[i]));
  };
  const released = (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (waiting) pull();
    settle();
    drag = null;
    lay();
  };
  let somebody = false;
  // without a mouse nothing announces itself: handles are there from the start
  const always = matchMedia("(hover: none)").matches;
  const come = () => {
    if (!somebody) near(true);
    somebody = true;
    lay();
  };
  const gone = () => {
    if (drag || always || stage.contains(document.activeElement) || stage.matches(":hover")) return;
    if (somebody) near(false);
    somebody = false;
  };
  const away = (event) => {
    if (drag) return;
    pointed = null;
    layer.classList.remove("near");
    say("");
    // a finger goes away after every touch; its next one may want to take hold
    if (event.pointerType !== "touch") gone();
  };
  const blurred = () => {
    lay();
    setTimeout(gone);
  };
  const listeners = {
    pointerenter: come, focusin: come, pointermove: moved, pointerdown: moved, pointerup: released, pointercancel: released,
    pointerleave: away, focusout: blurred,
  };
  for (const [name, listener] of Object.entries(listeners)) stage.addEventListener(name, listener);
  stage.addEventListener("scroll", lay, true);
  const watcher = new ResizeObserver(() => lay());
  watcher.observe(stage);
  if (always) come();
  return {
    show(news) {
      told = news?.handles ? news : null;
      // while something is dragged its ring follows the pointer, and its rails follow the news
      lay();
      if (!drag) point();
    },
    end() {
      watcher.disconnect();
      for (const [name, listener] of Object.entries(listeners)) stage.removeEventListener(name, listener);
      stage.removeEventListener("scroll", lay, true);
      host.remove();
    },
  };
}
