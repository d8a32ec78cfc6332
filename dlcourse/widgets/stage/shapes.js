// The shapes and words of a list as paths, and where words begin. It stands before painter.js in one file.
const UNIT = 16;
const TAKES = [1, 1, 2, 3, 0]; // points: to move, a line, a curve with one handle or two, the way back
// Each picture brings a list of its own, and most of them write the same digits: a letter that was made once stays, by what its bytes say.
const letters = new Map();
const KEPT_LETTERS = 1000;

function kept(list, name, number, make) {
  const memory = (list.memory ??= new Map());
  const key = name + number;
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key);
}

// A shape as kinds of pieces, and the coordinates of all points in a row; in pixels, from its first point on.
function decoded(bytes) {
  const { plain, signed, all } = reader(bytes);
  const kinds = [];
  const points = [];
  let x = 0;
  let y = 0;
  for (const run of all(plain)) {
    const kind = run % 8;
    for (let i = Math.floor(run / 8); i > 0; i--) {
      kinds.push(kind);
      for (let k = TAKES[kind]; k > 0; k--) {
        if (points.length) {
          x += signed();
          y += signed();
        }
        points.push(x / UNIT, y / UNIT);
      }
    }
  }
  return { kinds, points };
}

const pieces = (list, number) => kept(list, "pieces", number, () => decoded(list.shapes[number]));

function trace(kinds, at) {
  const path = new Path2D();
  let i = 0;
  for (const kind of kinds) {
    if (kind === 0) path.moveTo(at[i], at[i + 1]);
    else if (kind === 1) path.lineTo(at[i], at[i + 1]);
    else if (kind === 2) path.quadraticCurveTo(at[i], at[i + 1], at[i + 2], at[i + 3]);
    else if (kind === 3) path.bezierCurveTo(at[i], at[i + 1], at[i + 2], at[i + 3], at[i + 4], at[i + 5]);
    else path.closePath();
    i += 2 * TAKES[kind];
  }
  return path;
}

function path(list, number) {
  return kept(list, "path", number, () => {
    const { kinds, points } = pieces(list, number);
    return trace(kinds, points);
  });
}

// The same with its points moved, each coordinate by `place(value, 0 across or 1 down)`.
function moved(list, number, place) {
  const { kinds, points } = pieces(list, number);
  return trace(kinds, points.map((value, i) => place(value, i % 2)));
}

// A hatch all over the picture, as one path: under a clip its lines cost far more one tile after the other.
function tiles(list, number, x, y, side) {
  return kept(list, `hatch ${[x, y, side]} `, number, () => {
    const whole = new Path2D();
    for (let left = 0; left < list.width; left += side) {
      for (let top = 0; top < list.height; top += side) {
        whole.addPath(path(list, number), { a: 1, b: 0, c: 0, d: 1, e: left + x, f: top + y });
      }
    }
    return whole;
  });
}

// left, top, right and bottom of points in a row
function bounds(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  points.forEach((value, i) => {
    box[i % 2] = Math.min(box[i % 2], value);
    box[2 + (i % 2)] = Math.max(box[2 + (i % 2)], value);
  });
  return box;
}

function letter(list, number) {
  return kept(list, "letter", number, () => {
    const bytes = list.shapes[number];
    const key = String.fromCharCode(...bytes);
    let made = letters.get(key);
    if (!made) {
      const { kinds, points } = decoded(bytes);
      if (letters.size === KEPT_LETTERS) letters.clear();
      letters.set(key, (made = { outline: trace(kinds, points), box: bounds(points) }));
    }
    return made;
  });
}

function words(list, number) {
  return kept(list, "run", number, () => {
    const whole = new Path2D();
    for (const { shape, x, y, size } of list.runs[number]) {
      whole.addPath(letter(list, shape).outline, { a: size, b: 0, c: 0, d: size, e: x, f: y });
    }
    return whole;
  });
}

// the bounds of all letters of a run of words; a space has none
function room(list, number) {
  return kept(list, "room", number, () => {
    const corners = list.runs[number].flatMap(({ shape, x, y, size }) => {
      const { box } = letter(list, shape);
      return box[0] > box[2] ? [] : box.map((edge, i) => edge * size + (i % 2 ? y : x));
    });
    return bounds(corners);
  });
}

// Where words begin that are written larger than the list says: their middle, beginning or end stays where it is, as long as they stay on the
// picture.
function grown(list, run, x, y, [cos, sin], more, held) {
  const [left, top, right, bottom] = room(list, run);
  if (left > right) return [x, y];
  const across = [right, (left + right) / 2, left][held + 1] * (1 - more);
  const down = ((top + bottom) / 2) * (1 - more);
  const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
  const within = (start, places, end) => {
    const [low, high] = [Math.min(...places) * more + start, Math.max(...places) * more + start];
    return start + Math.max(0, 1 - low) + Math.min(0, end - 1 - high);
  };
  return [
    within(x + cos * across - sin * down, corners.map(([right, down]) => cos * right - sin * down), list.width),
    within(y + sin * across + cos * down, corners.map(([right, down]) => sin * right + cos * down), list.height),
  ];
}
