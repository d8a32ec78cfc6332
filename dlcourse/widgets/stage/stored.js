// A stage without its kernel: what was stored with it (stored.py), on a page that has nothing else. It stands after painter.js, inflate.js, painted.js,
// shelf.js and touch.js in one file; `render` is the view of a picture in painted.js.
//
//   asleep(box, {from, wake, clean})   shows it in `box` and answers how to end it
//     from   the element that stored.py has made, if that is not the box; it may be a stranger's: nothing of it is moved here, and its HTML goes
//            through `clean` first
//     wake   what to do to run the cell again, where a page can
const KNOB = "box-sizing: border-box; width: 16px; height: 16px; border: 2px solid var(--mark); border-radius: 50%; background: var(--ground); cursor: grab;";
const LOOKS = `
.dlcourse-stored { border: 1px solid var(--jp-border-color2, #bdbdbd); border-radius: 6px; padding: 10px 14px; max-width: 900px; line-height: 1.5;
  font-size: 14px; font-family: var(--jp-ui-font-family, inherit); color: var(--jp-ui-font-color1, inherit);
  --mark: var(--jp-brand-color1, #0072b2); --line: var(--jp-border-color2, #bdbdbd); --tick: var(--jp-ui-font-color2, #767676);
  --ground: var(--jp-layout-color1, #ffffff); }
.dlcourse-stored:lang(ko) { word-break: keep-all; overflow-wrap: break-word; }
.dlcourse-stored p { margin: 2px 0 6px; }
.dlcourse-stored .title { font-size: 115%; font-weight: 600; }
.dlcourse-stored .question { border-left: 4px solid var(--mark); padding-left: 12px; margin-bottom: 8px; }
.dlcourse-stored .question button { display: block; margin: 2px 0; text-align: left; }
.dlcourse-stored button { font: inherit; padding: 3px 12px; border: 1px solid var(--jp-border-color1, #8a8a8a); border-radius: 4px; cursor: pointer;
  color: inherit; background: var(--jp-layout-color1, transparent); }
.dlcourse-stored button[aria-pressed=true] { box-shadow: inset 0 0 0 2px var(--mark); }
.dlcourse-stored :is(button, input, summary):focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
.dlcourse-stored .control { display: grid; grid-template-columns: minmax(6em, max-content) minmax(0, 1fr) 5em; gap: 4px 12px; align-items: center;
  margin: 2px 0; max-width: 640px; }
.dlcourse-stored .control > div { grid-column: 2 / -1; display: flex; flex-wrap: wrap; gap: 4px; }
.dlcourse-stored .rail { position: relative; display: block; }
.dlcourse-stored .rail::before, .dlcourse-stored .rail::after { content: ""; position: absolute; }
.dlcourse-stored .rail::before { left: 8px; right: 8px; top: calc(50% - 2px); height: 4px; border-radius: 2px; background:
  linear-gradient(to right, transparent var(--low), var(--mark) 0 var(--high), transparent 0),
  linear-gradient(to right, var(--tick) 0 1px, transparent 1px) 0 0 / var(--gap) 100%, var(--line); }
.dlcourse-stored .rail.zero::after { left: calc(8px + (100% - 16px) * var(--zero)); top: calc(50% - 7px); width: 2px; height: 14px; margin-left: -1px;
  background: var(--tick); }
.dlcourse-stored .rail input { position: relative; z-index: 1; display: block; width: 100%; height: 24px; margin: 0; padding: 0; border: 0;
  appearance: none; background: none; }
.dlcourse-stored .rail input::-webkit-slider-thumb { appearance: none; ${KNOB} }
.dlcourse-stored .rail input::-moz-range-thumb { ${KNOB} }
.dlcourse-stored .rail input::-moz-range-track { background: none; }
.dlcourse-stored .control output { text-align: right; font-variant-numeric: tabular-nums; }
.dlcourse-stored canvas, .dlcourse-stored .picture img { display: block; width: 100%; height: auto; }
.dlcourse-stored .place { overflow: auto hidden; }
.dlcourse-stored canvas:focus-visible { outline: 2px solid var(--mark); outline-offset: -2px; }
.dlcourse-stored .beyond .picture { opacity: 0.35; }
.dlcourse-stored .sleeps { border-left: 4px solid var(--jp-warn-color1, #b35900); padding: 4px 12px; display: flex; flex-wrap: wrap; gap: 4px 12px;
  align-items: center; }
.dlcourse-stored .sleeps p { margin: 0; flex: 1 1 20em; }
.dlcourse-stored .veil { display: block; width: 100%; min-height: 8em; margin: 8px 0; }
.dlcourse-stored pre { overflow-x: auto; }
.dlcourse-stored table { border-collapse: collapse; font-size: 13px; }
.dlcourse-stored :is(th, td) { border: 1px solid var(--jp-border-color2, #bdbdbd); padding: 2px 10px; text-align: right; }
@media (prefers-reduced-motion: reduce) { /* what the page around it moves */
  .dlcourse-stored, .dlcourse-stored *, .dlcourse-stored *::before, .dlcourse-stored *::after {
    animation: none !important; transition: none !important; scroll-behavior: auto !important; }
}
@media (forced-colors: active) {
  .dlcourse-stored { --mark: Highlight; --line: GrayText; --tick: CanvasText; --ground: ButtonFace; }
  .dlcourse-stored :is(.rail, .picture) { forced-color-adjust: none; }
  .dlcourse-stored button[aria-pressed=true] { forced-color-adjust: none; background: Highlight; color: HighlightText; border-color: Highlight; }
}
`;

function make(tag, properties = {}, ...inside) {
  const { data = {}, aria = {}, ...plain } = properties;
  const node = Object.assign(document.createElement(tag), plain);
  for (const [name, value] of Object.entries(aria)) node.setAttribute(name === "role" ? name : `aria-${name}`, value);
  Object.assign(node.dataset, data);
  // JupyterLab takes keys away from what does not say that it wants them
  if (["BUTTON", "INPUT", "SUMMARY"].includes(node.tagName)) node.dataset.lmSuppressShortcuts = "true";
  node.append(...inside);
  return node;
}

// as much of a widget's model as a view of painted.js asks for
function standIn(values) {
  const heard = {};
  return {
    get: (name) => values[name],
    set(changed) {
      Object.assign(values, changed);
      for (const name of Object.keys(changed)) heard[`change:${name}`]?.forEach((act) => act());
    },
    on: (event, act) => (heard[event] ??= []).push(act),
    off: (event, act) => (heard[event] = heard[event]?.filter((one) => one !== act)),
    // a page that cannot paint keeps the picture that was stored as an image
    send: () => values.sorry?.(),
  };
}

// one stop of the Tab key with arrow keys inside. Of choices that exclude each other an arrow takes the next one; a guess wants to be pressed
function groupOf(label, buttons, takes) {
  const stop = (at) => buttons.forEach((button, i) => (button.tabIndex = i === at ? 0 : -1));
  const group = make("div", { aria: { role: "group", label } }, ...buttons);
  group.addEventListener("focusin", ({ target }) => stop(buttons.indexOf(target)));
  group.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = buttons[(buttons.indexOf(event.target) + way + buttons.length) % buttons.length];
    next.focus();
    if (takes) next.click();
    event.preventDefault();
    event.stopPropagation();
  });
  stop(0);
  return [group, stop];
}

function questionOf(asked, answered, clean) {
  const why = make("p", { aria: { live: "polite", role: "status" } });
  const buttons = asked.choices.map((choice, i) =>
    make("button", {
      type: "button",
      innerHTML: clean(choice),
      aria: { pressed: "false" },
      onclick: () => {
        buttons.forEach((button, k) => button.setAttribute("aria-pressed", String(k === i)));
        answered();
        why.innerHTML = clean(i === asked.answer ? asked.right : asked.wrong);
      },
    }),
  );
  const [group] = groupOf(asked.spoken, buttons, false);
  return make("div", { className: "question" }, make("p", { innerHTML: clean(asked.question) }), group, why);
}

// where the fill of a slider begins and ends (at zero, if zero is on the track), and how far apart its ticks are: as aria.js marks a living one
export function marksOf({ places }) {
  const last = places.length - 1;
  const after = places.findIndex((place) => place >= 0);
  const [one, other] = [places[after - 1], places[after]];
  // zero may lie between two places
  const zero = after < 0 ? 1 : after === 0 ? 0 : (after - 1 + -one / (other - one)) / last;
  const within = places[0] < 0 && places[last] > 0;
  const share = (part) => `${(100 * part).toFixed(3)}%`;
  const fixed = { "--zero": zero.toFixed(5), "--gap": share(last <= 20 ? 1 / (last || 1) : 0.25) };
  const fill = (at) => ({ "--low": share(Math.min(at / (last || 1), zero)), "--high": share(Math.max(at / (last || 1), zero)) });
  return { within, fixed, fill };
}

function controlOf(control, moved) {
  const label = make("span", { textContent: control.label });
  if (control.kind === "choice") {
    const buttons = control.says.map((says, i) =>
      make("button", { type: "button", textContent: says, onclick: () => moved(i) }),
    );
    const [group, stop] = groupOf(control.label, buttons, true);
    const put = (at) => {
      buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === at)));
      stop(at);
    };
    return [make("div", { className: `control dlcourse-control-${control.name}` }, label, group), put];
  }
  const slider = make("input", { type: "range", min: 0, max: control.places.length - 1, step: 1, aria: { label: control.label } });
  slider.oninput = () => moved(Number(slider.value));
  slider.title = control.home ?? ""; // an older notebook has none
  slider.ondblclick = () => moved(control.at);
  slider.onkeydown = (event) => {
    if (!["Backspace", "Delete"].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    moved(control.at);
    event.preventDefault();
    event.stopPropagation();
  };
  const { within, fixed, fill } = marksOf(control);
  const rail = make("span", { className: within ? "rail zero" : "rail" }, slider);
  const mark = (values) => Object.entries(values).forEach(([name, value]) => rail.style.setProperty(name, value));
  mark(fixed);
  const shows = make("output");
  const put = (at) => {
    slider.value = at;
    shows.value = control.says[at];
    slider.setAttribute("aria-valuetext", control.says[at]);
    mark(fill(at));
  };
  return [make("div", { className: `control dlcourse-control-${control.name}` }, label, rail, shows), put];
}

export async function asleep(box, { from = box, wake, clean = (text) => text } = {}) {
  const data = JSON.parse(from.querySelector("script[type='application/json']").textContent);
  const image = from.querySelector("img");
  const { controls = [], words } = data;
  const shelf = new Shelf();
  if (data.moments) {
    try {
      (await shelf.unpack(Uint8Array.from(atob(data.moments), (letter) => letter.charCodeAt(0))))();
    } catch {
      shelf.clear(); // an old browser, or a damaged file: the image and the words are there all the same
    }
  }
  const start = controls.map((control) => control.at);
  const at = [...start];
  const key = () => controls.map((control, i) => control.places[at[i]]).join(",");
  const first = shelf.get(key());

  const whole = make("div");
  const photo = image && /^data:image\/(webp|png);/.test(image.src) && make("img", { src: image.src, alt: image.alt });
  const says = make("div", { className: "says", innerHTML: clean(data.says), aria: { live: "polite", role: "status" } });
  const code = make("div");
  const table = make("div");
  const numbers = make("details", {}, make("summary", { textContent: words.table }), table);
  const sentence = make("p", { textContent: first && shelf.moments.size > 1 ? words.moves : words.stands, aria: { role: "status" } });
  const back = make("button", { type: "button", textContent: words.back, hidden: true });
  const sleeps = make("div", { className: "sleeps" }, sentence, back);
  if (wake) sleeps.append(make("button", { type: "button", className: "wake", textContent: words.wake, onclick: wake }));

  // what answers the open question is covered, as it was when it was saved
  const veil = make("button", { type: "button", className: "veil", textContent: data.veil });
  const covered = make("div", {}, ...(data.veil ? [veil] : []));
  const uncover = () => {
    if (!veil.parentNode) return;
    veil.remove();
    covered.append(place, says, code, ...(first ? [numbers] : []));
    touchable();
  };
  veil.onclick = uncover;

  const picture = make("div", { className: "picture dlcourse-picture" });
  if (data.narrowest) picture.style.minWidth = `${data.narrowest}px`;
  const place = make("div", { className: "place" }, picture);
  let end = () => {};
  let model = null;
  if (first) {
    const sorry = () => photo && picture.replaceChildren(photo);
    model = standIn({ width: data.width, height: data.height, still: null, value: null, fallback: new ArrayBuffer(0), sorry });
    const [still, value] = first.picture;
    model.set({ still, value });
  } else if (photo) picture.append(photo);

  const show = () => {
    const moment = shelf.get(key());
    whole.classList.toggle("beyond", !moment);
    back.hidden = Boolean(moment);
    if (!moment) {
      sentence.textContent = words.beyond;
      return;
    }
    sentence.textContent = shelf.moments.size > 1 ? words.moves : words.stands;
    const [still, value] = moment.picture;
    model.set(still === model.get("still") ? { value } : { still, value });
    const said = clean(moment.texts.says);
    if (says.innerHTML !== said) says.innerHTML = said; // the same words are not said twice
    code.innerHTML = clean(moment.texts.code ?? "");
    table.innerHTML = clean(moment.texts.table);
    picture.querySelector("canvas")?.setAttribute("aria-label", says.textContent.trim());
    told = moment.texts.told ?? "";
    hands?.show(told ? JSON.parse(told) : null);
  };
  // picture and controls under a hand: several controls that move together are one question
  let told = "";
  let hands = null;
  const touchable = () => hands?.show(told ? JSON.parse(told) : null);
  const named = Object.fromEntries(controls.map((control, i) => [control.name, i]));
  const skipped = (i, index) => index + (controls[i].between && index >= start[i] ? 1 : 0);
  const spoken = Object.fromEntries(
    controls.map(({ name, label, says, between, at }) => [name, { label, words: says.filter((_, i) => !between || i !== at) }]),
  );
  let asked = false;
  const move = (name, index) => {
    const i = named[name];
    if (i === undefined) return;
    puts[i]((at[i] = skipped(i, index)));
    if (!asked) queueMicrotask(() => ((asked = false), show()));
    asked = true;
  };
  const puts = [];
  const rows = controls.map((control, i) => {
    const [row, put] = controlOf(control, (to) => {
      at[i] = to;
      put(to);
      show();
    });
    puts.push(put);
    put(at[i]);
    row.hidden = row.style.display = control.seen ? "" : "none";
    return row;
  });
  back.onclick = () => {
    start.forEach((place, i) => puts[i]((at[i] = place)));
    show();
    rows.find((row) => !row.hidden)?.querySelector("input, button[tabindex='0']")?.focus();
  };

  if (data.title) whole.append(make("p", { className: "title", innerHTML: clean(data.title) }));
  if (data.question) whole.append(questionOf(data.question, uncover, clean));
  if (first) whole.append(...rows);
  whole.append(covered, sleeps);
  if (!data.veil) covered.append(place, says, code, ...(first ? [numbers] : []));
  // the room that it takes must not change while it is painted
  box.replaceChildren(make("style", { textContent: LOOKS }), whole);
  if (first) {
    const close = render({ model, el: picture });
    hands = touch({ stage: whole, controls: () => spoken, move, pin() {}, near() {} });
    end = () => (close(), hands.end());
    show();
  }
  return () => end();
}
