// Paints the list that recorder.py makes of a picture on a canvas: at any size, at the screen's own resolution, in the colours of the theme.
// The format is described there. Everything here answers at once (nothing is waited for), so that a picture is there in the same frame.
// It stands after shapes.js in one file.
//
//   parse(bytes)                     a list, or null: damaged, or of another version. Then the caller shows the PNG
//   paint(canvas, layers, settings)  layers: [[list, number of a frame], ...], painted over each other; false if that failed
//     settings: width in CSS pixels, dark (true or false), paper (the colour of the page in the dark theme), ratio (of the screen)
const VERSION = 1;
const FINE = 64;
const MITER = 4; // longer corners are cut, as in matplotlib
const TURN = 3600; // tenths of a degree
const LEAST = 11; // CSS pixels: words are never smaller, however narrow the picture is

function reader(bytes) {
  let at = 0;
  const byte = () => {
    if (at >= bytes.length) throw new RangeError("the list ends too early");
    return bytes[at++];
  };
  const plain = () => {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const next = byte();
      number += (next & 127) * factor;
      if (next < 128) return number;
    }
  };
  const signed = () => {
    const number = plain();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  };
  const raw = (length) => {
    if (at + length > bytes.length) throw new RangeError("the list ends too early");
    at += length;
    return bytes.subarray(at - length, at);
  };
  const all = (read) => Array.from({ length: plain() }, read);
  const more = () => at < bytes.length;
  return { byte, plain, signed, raw, all, more };
}

export function parse(bytes) {
  try {
    if (ArrayBuffer.isView(bytes)) bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    else bytes = new Uint8Array(bytes);
    const { byte, plain, signed, raw, all } = reader(bytes);
    if (byte() !== 68 || byte() !== 76 || byte() !== VERSION) return null;
    const list = { width: plain(), height: plain() };
    list.colours = all(() => [[...raw(3)], [...raw(3)]]);
    list.shapes = all(() => raw(plain()));
    list.runs = all(() => all(() => ({ shape: plain(), x: signed() / UNIT, y: signed() / UNIT, size: plain() / 1000 })));
    list.styles = all(() => {
      const style = { line: plain() - 1 };
      if (style.line >= 0) {
        Object.assign(style, { alpha: plain() / 255, width: plain() / FINE, cap: plain(), join: plain() });
        Object.assign(style, { dashes: all(() => plain() / FINE), offset: plain() / FINE });
      }
      style.ground = plain() - 1;
      if (style.ground >= 0) style.groundAlpha = plain() / 255;
      const hatch = plain() - 1;
      if (hatch >= 0) {
        style.hatch = { shape: hatch, x: signed() / UNIT, y: signed() / UNIT, colour: plain(), width: plain() / FINE, side: plain() };
      }
      return style;
    });
    list.clips = all(() => {
      const kind = plain();
      const clip = {};
      if (kind & 1) clip.box = [signed(), signed(), signed(), signed()].map((side) => side / UNIT);
      if (kind & 2) clip.path = { shape: plain(), x: signed() / UNIT, y: signed() / UNIT };
      return clip;
    });
    list.images = all(() => {
      const image = { width: plain(), height: plain() };
      image.colours = all(() => [plain(), plain()]);
      image.cells = raw(image.width * image.height);
      return image;
    });
    list.frames = all(() => ({ whole: plain() === 1, bytes: raw(plain()) }));
    return list;
  } catch {
    return null;
  }
}

// Sheets of pixels that nobody shows any more: fresh memory costs a page more than the work on it.
const spare = [];
const SPARE = 4;

function sheet(width, height) {
  const at = spare.findIndex(({ own }) => own.width === width && own.height === height);
  if (at >= 0) return spare.splice(at, 1)[0];
  const own = document.createElement("canvas");
  Object.assign(own, { width, height });
  return { own, pixels: new ImageData(width, height) };
}

function image(list, number, shades, dark) {
  return kept(list, dark ? "dark image " : "image ", number, () => {
    const { width, height, colours, cells } = list.images[number];
    const { own, pixels } = sheet(width, height);
    const table = new Uint32Array(256);
    const four = new Uint8Array(table.buffer);
    colours.forEach(([colour, alpha], i) => four.set([...shades[colour], alpha], 4 * i));
    const whole = new Uint32Array(pixels.data.buffer);
    for (let i = 0; i < whole.length; i++) whole[i] = table[cells[i]];
    own.getContext("2d").putImageData(pixels, 0, 0);
    return { own, pixels };
  }).own;
}

// A canvas shows other lists than before: the sheets of those that are gone can be used again.
const shown = new WeakMap();

function leave(canvas, lists) {
  for (const old of shown.get(canvas) ?? []) {
    if (lists.includes(old)) continue;
    for (const [key, made] of old.memory ?? []) {
      if (!made?.own) continue;
      old.memory.delete(key);
      spare.push(made);
    }
  }
  spare.splice(0, spare.length - SPARE);
  shown.set(canvas, lists);
}

// One frame of a list; `scale` is how many pixels of the screen a pixel of the list has, `least` how many of them words have at least.
function frame(ctx, list, number, scale, shades, dark, least) {
  const { plain, signed, raw, more } = reader(list.frames[number].bytes);
  const colour = (index, alpha) => `rgba(${shades[index].join()},${alpha})`;
  const usual = () => ctx.setTransform(scale, 0, 0, scale, 0, 0);

  const cut = (index) => {
    if (index < 0) return;
    const { box, path: edge } = list.clips[index];
    if (box) {
      const [left, top, right, bottom] = [box[0], box[1], box[0] + box[2], box[1] + box[3]].map((side) => Math.round(side * scale));
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.beginPath();
      ctx.rect(left, top, right - left, bottom - top);
      ctx.clip();
    }
    if (edge) {
      ctx.setTransform(scale, 0, 0, scale, edge.x * scale, edge.y * scale);
      ctx.clip(path(list, edge.shape));
    }
    usual();
  };
  const hatch = (outline, { shape, x, y, colour: ink, width, side }) => {
    ctx.save();
    ctx.clip(outline);
    const lines = tiles(list, shape, x, y, side);
    usual();
    ctx.lineWidth = width;
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
    ctx.strokeStyle = ctx.fillStyle = colour(ink, 1);
    ctx.stroke(lines);
    ctx.fill(lines);
    ctx.restore();
  };
  // a shape that begins at (x, y); on whole pixels of the screen, a level line is as sharp as the screen
  const draw = (style, shape, x, y, snap) => {
    let outline;
    if (snap) {
      const half = Math.max(1, Math.round(style.line >= 0 ? style.width * scale : 0)) % 2 && style.line >= 0 ? 0.5 : 0;
      const origin = [x, y];
      outline = moved(list, shape, (value, side) => (Math.round((value + origin[side]) * scale) + half) / scale);
      usual();
    } else {
      outline = path(list, shape);
      ctx.setTransform(scale, 0, 0, scale, x * scale, y * scale);
    }
    if (style.ground >= 0) {
      ctx.fillStyle = colour(style.ground, style.groundAlpha);
      ctx.fill(outline);
    }
    if (style.hatch) hatch(outline, style.hatch);
    if (style.line >= 0) {
      ctx.strokeStyle = colour(style.line, style.alpha);
      ctx.lineWidth = style.width;
      ctx.lineCap = ["butt", "round", "square"][style.cap];
      ctx.lineJoin = ["miter", "round", "bevel"][style.join];
      ctx.miterLimit = MITER;
      ctx.setLineDash(style.dashes);
      ctx.lineDashOffset = style.offset;
      ctx.stroke(outline);
    }
  };

  while (more()) {
    const kind = plain();
    ctx.save();
    if (kind === 1) {
      const style = list.styles[plain()];
      cut(plain() - 1);
      const shape = plain();
      draw(style, shape, signed() / UNIT, signed() / UNIT, plain() === 1);
    } else if (kind === 2) {
      const style = list.styles[plain()];
      cut(plain() - 1);
      const shape = plain();
      const [left, top] = [signed() / UNIT, signed() / UNIT];
      const snap = plain() === 1;
      // a mark stands in the middle of a pixel of the screen, as in matplotlib: so all of them look alike
      const whole = (value) => (snap ? Math.round((value / UNIT) * scale) : Math.round((value / UNIT) * scale) + 0.5) / scale;
      let x = 0;
      let y = 0;
      for (let i = plain(); i > 0; i--) {
        x += signed();
        y += signed();
        draw(style, shape, whole(x) + left, whole(y) + top, snap);
      }
    } else if (kind === 3) {
      const style = list.styles[plain()];
      cut(plain() - 1);
      const run = plain();
      let [x, y] = [signed() / UNIT, signed() / UNIT];
      const size = plain() / UNIT / 100;
      const angle = signed();
      const held = Math.round(angle / TURN); // 1: where they begin, -1: where they end
      const turn = (-(angle - TURN * held) / 10) * (Math.PI / 180);
      const [cos, sin] = [Math.cos(turn) * size, Math.sin(turn) * size];
      const more = Math.max(1, least / (100 * size * scale));
      if (more > 1) [x, y] = grown(list, run, x, y, [cos, sin], more, held);
      const [along, up] = [cos * scale * more, sin * scale * more];
      ctx.setTransform(along, up, -up, along, x * scale, y * scale);
      ctx.fillStyle = colour(style.ground, style.groundAlpha);
      ctx.fill(words(list, run));
    } else if (kind === 4) {
      cut(plain() - 1);
      const shown = image(list, plain(), shades, dark);
      ctx.globalAlpha = plain() / 255;
      const sharp = plain() === 1;
      const bytes = raw(24);
      const view = new DataView(bytes.buffer, bytes.byteOffset, 24);
      const [a, b, c, d, e, f] = Array.from({ length: 6 }, (_, i) => view.getFloat32(4 * i, true) * scale);
      ctx.imageSmoothingEnabled = !sharp && a % 1 !== 0;
      ctx.setTransform(a, b, c, d, e, f);
      ctx.drawImage(shown, 0, 0);
    } else throw new RangeError(`nothing is painted with ${kind}`);
    ctx.restore();
  }
}

// What stands still under what moves, as pixels, for the picture that was painted last: who moves a slider sees the same axes time and again.
const backdrop = { list: null, look: "", own: null };

// `look` is all that such a picture depends on, beside its list.
function background(list, look, width, height, draw) {
  if (backdrop.list === list && backdrop.look === look) return backdrop.own;
  const first = list.look !== look; // whoever only looks at a picture needs no pixels kept
  list.look = look;
  if (first) return null;
  backdrop.own ??= document.createElement("canvas");
  backdrop.list = null; // a list that cannot be painted leaves nothing behind
  Object.assign(backdrop.own, { width, height });
  draw(backdrop.own.getContext("2d"));
  Object.assign(backdrop, { list, look });
  return backdrop.own;
}

export function paint(canvas, layers, { width, dark = false, paper = "", ratio = window.devicePixelRatio || 1 }) {
  try {
    const first = layers[0][0];
    const scale = (width / first.width) * ratio;
    const [across, down] = [Math.round(first.width * scale), Math.round(first.height * scale)];
    // a canvas that is given a size loses its pixels and its memory, even if it is the same
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    leave(canvas, layers.map(([list]) => list));
    const ctx = canvas.getContext("2d");
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, across, down);
    // numbers alone: a page may give its paper in any notation
    const own = dark && paper ? levels(ctx, paper) : null;
    const put = (ctx, list, number) => {
      const shades = list.colours.map(([light, night]) => {
        if (!dark) return light;
        return own && light.every((level) => level === 255) ? own : night;
      });
      frame(ctx, list, number, scale, shades, dark, LEAST * ratio);
    };
    const [[still, number], ...moving] = layers;
    const look = [number, across, down, scale, ratio, dark, paper].join();
    const pixels = moving.length > 0 && background(still, look, across, down, (ctx) => put(ctx, still, number));
    if (pixels) ctx.drawImage(pixels, 0, 0);
    else put(ctx, still, number);
    for (const layer of moving) put(ctx, ...layer);
    return true;
  } catch {
    return false;
  }
}

function levels(ctx, colour) {
  ctx.fillStyle = "#111111";
  ctx.fillStyle = colour; // what is no colour changes nothing
  const found = /^#(..)(..)(..)$/.exec(ctx.fillStyle);
  return found ? found.slice(1).map((pair) => parseInt(pair, 16)) : null;
}
