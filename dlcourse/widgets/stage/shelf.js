// Moments (sweeps.py) as a page keeps them. It stands before sweeps.js and stored.js in one file.

/** Moments by the name of their place, and the parts of their pictures by number. */
export class Shelf {
  moments = new Map();
  parts = new Map();
  users = new Map();

  put(key, numbers, texts) {
    this.drop(key);
    for (const number of numbers) this.users.set(number, (this.users.get(number) ?? 0) + 1);
    this.moments.set(key, { numbers, texts });
  }

  drop(key) {
    for (const number of this.moments.get(key)?.numbers ?? []) {
      const left = this.users.get(number) - 1;
      this.users.set(number, left);
      if (left === 0) {
        this.users.delete(number);
        this.parts.delete(number);
      }
    }
    this.moments.delete(key);
  }

  clear() {
    for (const map of [this.moments, this.parts, this.users]) map.clear();
  }

  /** A moment whose parts are all here. */
  get(key) {
    const found = this.moments.get(key);
    if (!found || !found.numbers.every((number) => this.parts.has(number))) return undefined;
    return { picture: found.numbers.map((number) => this.parts.get(number)), texts: found.texts };
  }

  /** What `sweeps.pack` has packed. */
  async unpack(packed) {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    const plain = await new Response(stream).arrayBuffer();
    const length = new DataView(plain).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(plain, 4, length)));
    let at = 4 + length;
    const parts = header.parts.map(([number, size]) => {
      at += size;
      return [number, plain.slice(at - size, at)];
    });
    return () => {
      for (const [number, part] of parts) this.parts.set(number, part);
      for (const moment of header.moments) this.put(...moment);
    };
  }
}
