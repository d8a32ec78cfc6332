// Makes deflated bytes whole again at once (zlib: RFC 1950 and 1951). What the browser itself has for that answers later, and a picture would
// come a frame after its words. It stands before painted.js in one file.
const DEFLATED = 0x78; // how zlib's bytes begin, and a list never does

// [the first number of each code, how many bits tell which of its numbers is meant]
function ranges(first, alone, together, codes) {
  const starts = [];
  const extra = [];
  for (let code = 0, next = first; code < codes; code++) {
    const bits = Math.max(0, Math.floor((code - alone) / together) + 1);
    starts.push(next);
    extra.push(bits);
    next += 2 ** bits;
  }
  return [starts, extra];
}

const [LENGTHS, LENGTH_BITS] = ranges(3, 8, 4, 29);
[LENGTHS[28], LENGTH_BITS[28]] = [258, 0]; // the longest has a code of its own
const [DISTANCES, DISTANCE_BITS] = ranges(1, 4, 2, 30);
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// A code in which a shorter word comes before a longer one, as a table of what comes next in the bytes: 16 times what the word there means, and how
// many bits it has.
function code(lengths) {
  const longest = Math.max(...lengths);
  const table = new Uint16Array(1 << longest);
  for (let length = 1, word = 0; length <= longest; length++, word <<= 1) {
    lengths.forEach((one, meaning) => {
      if (one !== length) return;
      let turned = 0; // words come with their first bit in front
      for (let i = 0; i < length; i++) turned |= ((word >> i) & 1) << (length - 1 - i);
      for (let i = turned; i < table.length; i += 1 << length) table[i] = (meaning << 4) | length;
      word++;
    });
  }
  return { table, longest };
}

const LETTERS = code(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)));
const STEPS = code(new Array(30).fill(5));

let out = new Uint8Array(65536); // used again and again: fresh memory costs a page more than the work on it

/** The bytes that were deflated. Throws a RangeError where they are damaged. */
export function inflate(packed) {
  let at = 2; // behind the two bytes that say how it was made
  let held = 0; // bits that were read and not used yet
  let holds = 0;
  let size = 0;
  const wrong = (what) => {
    throw new RangeError(what);
  };
  const byte = () => (at < packed.length ? packed[at++] : wrong("the bytes end too early"));
  const bits = (count) => {
    while (holds < count) {
      held |= byte() << holds;
      holds += 8;
    }
    const value = held & ((1 << count) - 1);
    held >>>= count;
    holds -= count;
    return value;
  };
  const word = ({ table, longest }) => {
    while (holds < longest && at < packed.length) {
      held |= packed[at++] << holds;
      holds += 8;
    }
    const found = table[held & ((1 << longest) - 1)];
    const length = found & 15;
    if (!length) wrong("no such word");
    if (length > holds) wrong("the bytes end too early");
    held >>>= length;
    holds -= length;
    return found >> 4;
  };
  const room = (more) => {
    if (size + more <= out.length) return;
    const larger = new Uint8Array(2 * (size + more));
    larger.set(out);
    out = larger;
  };
  // to the next whole byte; what was read ahead is given back
  const even = () => {
    at -= holds >> 3;
    held = holds = 0;
  };
  const stored = () => {
    even();
    const count = byte() | (byte() << 8);
    if ((byte() | (byte() << 8)) !== (count ^ 0xffff)) wrong("two lengths");
    if (at + count > packed.length) wrong("the bytes end too early");
    room(count);
    out.set(packed.subarray(at, at + count), size);
    at += count;
    size += count;
  };
  const codes = () => {
    const [letters, steps, known] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const short = new Array(19).fill(0);
    for (let i = 0; i < known; i++) short[LENGTH_ORDER[i]] = bits(3);
    const by = code(short);
    const lengths = [];
    while (lengths.length < letters + steps) {
      const said = word(by);
      if (said < 16) lengths.push(said);
      else {
        const last = said === 16 ? (lengths.at(-1) ?? wrong("nothing to repeat")) : 0;
        for (let i = [3, 3, 11][said - 16] + bits([2, 3, 7][said - 16]); i > 0; i--) lengths.push(last);
      }
    }
    return [code(lengths.slice(0, letters)), code(lengths.slice(letters))];
  };
  const read = (letters, steps) => {
    for (;;) {
      const said = word(letters);
      if (said === 256) return;
      room(258);
      if (said < 256) out[size++] = said;
      else {
        if (said > 285) wrong("no such length");
        const length = LENGTHS[said - 257] + bits(LENGTH_BITS[said - 257]);
        const step = word(steps);
        const back = (DISTANCES[step] ?? wrong("no such distance")) + bits(DISTANCE_BITS[step]);
        if (back > size) wrong("nothing is that far back");
        for (let i = 0; i < length; i++, size++) out[size] = out[size - back]; // what it repeats may be its own beginning
      }
    }
  };
  if (packed[0] !== DEFLATED) wrong("not of zlib");
  for (let last = false; !last; ) {
    last = bits(1) === 1;
    const kind = bits(2);
    if (kind === 0) stored();
    else if (kind === 1) read(LETTERS, STEPS);
    else if (kind === 2) read(...codes());
    else wrong("no such block");
  }
  even();
  let [a, b] = [1, 0];
  for (let i = 0; i < size; ) {
    for (const end = Math.min(size, i + 3000); i < end; i++) b += a += out[i]; // so many stay whole numbers of 32 bits
    [a, b] = [a % 65521, b % 65521];
  }
  if (new DataView(packed.buffer, packed.byteOffset).getUint32(at) !== b * 65536 + a) wrong("not what was deflated");
  return out.slice(0, size);
}

