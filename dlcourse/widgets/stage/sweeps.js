// Answers a control's move from what the kernel has sent ahead (sweeping.py): picture and texts together, in the same frame, without asking.
// What is not here the kernel answers. It stands after frame.js and shelf.js in one file. Three rules:
// - what the page knows of where the controls stand now is what it shows, whatever the kernel says of an earlier place;
// - until the answer for an unknown place has come, the last complete moment stays;
// - kernel and page keep the same moments: the kernel says which ones to forget, and a page that has lost some says that it lacks all.

/** The page's half of one stage. `wanted()` names where the controls stand; `show(moment)` shows one, `theirs()` what the kernel has said last. */
export class Answers {
  shelf = new Shelf();
  #turn = 0; // counts the moves of controls
  #turns = new Map(); // place -> the last turn at which the controls stood there
  #shown = 0; // the turn that is shown
  #mine = null; // the moment that the page shows; null while it shows the kernel's
  #place = ""; // whose moment that is
  #told = null; // the place for which the kernel has answered last
  #queue = Promise.resolve(); // packages are unpacked one after the other
  #forgotten = 0;
  #over = false;

  constructor({ wanted, show, theirs, lacks, can = () => true }) {
    Object.assign(this, { wanted, show, theirs, lacks, can });
    this.#stand();
  }

  #stand() {
    const key = this.wanted();
    this.#turns.delete(key);
    this.#turns.set(key, ++this.#turn);
    if (this.#turns.size > 500) this.#turns.delete(this.#turns.keys().next().value);
    return key;
  }

  /** The stage is gone: what is still on its way changes nothing any more. */
  end() {
    this.#over = true;
    this.shelf.clear();
  }

  /** A control has moved; whether the page has answered. */
  moved() {
    const key = this.#stand();
    if (this.#look(key)) return true;
    // there and back faster than the kernel hears: it stands here still, sees nothing move, and will not answer again
    if (key !== this.#told) return false;
    this.#answered(key);
    return true;
  }

  #look(key) {
    const found = !this.#over && this.can() && this.shelf.get(key);
    if (!found) return false;
    this.#mine = found;
    this.#place = key;
    this.#shown = this.#turns.get(key) ?? this.#turn;
    this.show(found);
    return true;
  }

  /** The kernel has changed something of what is shown: put back what belongs here. */
  changed() {
    if (this.#mine && !this.#over) this.show(this.#mine);
  }

  /** A message of the kernel's. */
  told(content, buffers) {
    if ("forget" in content || "moments" in content) {
      const ready = buffers?.length ? this.shelf.unpack(buffers[0]) : null;
      ready?.catch(() => {}); // its turn comes below, and may come later
      this.#queue = this.#queue.then(async () => {
        if (content.forget === null) this.shelf.clear();
        else for (const key of content.forget ?? []) this.shelf.drop(key);
        const put = await ready;
        if (!this.#over) put?.();
      });
      // a package that cannot be read is asked for again
      this.#queue = this.#queue.catch(() => this.#lost());
    }
    if ("answered" in content) this.#queue = this.#queue.then(() => this.#answered(content.answered));
    if ("yours" in content) this.#queue = this.#queue.then(() => this.#yours(content.yours));
    return this.#queue;
  }

  #answered(key) {
    if (this.#over) return;
    this.#told = key;
    const turn = this.#turns.get(key) ?? 0;
    if (turn < this.#shown) return; // a newer one is on the page
    this.#shown = turn;
    if (this.#mine && this.#place === key && this.shelf.get(key)) return; // the same is on the page already
    this.#mine = null;
    this.theirs();
  }

  #yours(key) {
    if (key === this.wanted() && !this.#look(key)) this.#lost();
  }

  #lost() {
    // once is enough for whatever was lost; a page that can never unpack does not ask for ever
    if (!this.#over && this.#forgotten++ < 3) this.lacks();
  }
}

/** The name of the place where controls stand (sweeps.key): of each [model, trait, times] its number, a whole one. */
export const place = (controls) => controls.map(([control, trait, times]) => Math.round(control.get(trait) * times)).join(",");

// A page that is loaded again makes its models one after the other, and the one that is waited for may be made later: nothing waits here.
function initialize({ model }) {
  let over = false;
  let end = () => (over = true);
  begin(model, () => over, 5).then((made) => {
    if (over) made();
    else end = made;
  }, () => {}); // without them the kernel answers, as it does wherever this file does not run
  return () => end();
}

async function begin(model, over, tries) {
  try {
    return await join(model, over);
  } catch (error) {
    if (tries === 0 || over()) throw error;
    await new Promise((again) => setTimeout(again, 1000));
    return begin(model, over, tries - 1);
  }
}

async function join(model, over) {
  const find = async ([id, trait]) => [await model.widget_manager.get_model(id), trait];
  const controls = await Promise.all(
    model.get("controls").map(async ([id, trait, times]) => [...(await find([id, trait])), times]),
  );
  const picture = await Promise.all(model.get("picture").map(find));
  const texts = {};
  for (const [name, face] of Object.entries(model.get("texts"))) texts[name] = await find(face);
  if (over()) return () => {};
  const faces = [...picture, ...Object.values(texts)];
  const said = new Map(faces.map(([face, trait]) => [face.model_id + trait, face.get(trait)]));
  let mine = false; // whether the page itself is changing a face
  const put = (face, trait, value) => {
    mine = true;
    face.set(trait, value);
    mine = false;
  };
  const lacks = () => {
    try {
      model.send({ lacks: true });
    } catch {
      // the kernel's half went first: nobody is left who could help
    }
  };
  const answers = new Answers({
    wanted: () => place(controls),
    show: (moment) => {
      picture.forEach(([face, trait], i) => {
        const part = new DataView(moment.picture[i]);
        const now = face.get(trait);
        // the same bytes are the same picture: nothing to paint
        if (now?.buffer !== part.buffer) put(face, trait, part);
      });
      for (const [name, [face, trait]] of Object.entries(texts)) {
        put(face, trait, model.get("closed").includes(name) ? "" : (moment.texts[name] ?? ""));
      }
    },
    theirs: () => faces.forEach(([face, trait]) => put(face, trait, said.get(face.model_id + trait))),
    lacks,
    // a canvas that cannot be painted shows the kernel's PNG
    can: () => !picture.some(([face]) => face.get("fallback")?.byteLength),
  });
  const ends = [];
  const on = (what, event, act) => {
    what.on(event, act);
    ends.push(() => what.off(event, act));
  };
  for (const [control, trait] of controls) {
    let answered = false;
    on(control, `change:${trait}`, () => (answered = answers.moved()));
    control.save_changes = function (...given) {
      const save = () => Object.getPrototypeOf(this).save_changes.apply(this, given);
      const echoes = this._expectedEchoMsgIds;
      if (!answered || !echoes) return save();
      echoes.set(trait, "not sent yet"); // or the kernel's echo of the value before would put it back
      afterFrame(save); // its replies, of which JupyterLab draws a good deal, would delay the frame
    };
    ends.push(() => delete control.save_changes);
  }
  for (const [face, trait] of faces) {
    on(face, `change:${trait}`, () => {
      if (!mine) answers.changed();
    });
    // what the kernel says may be what the page shows already: then nothing changes, and no event tells of it
    const take = face.set_state;
    face.set_state = function (state) {
      if (trait in state) said.set(face.model_id + trait, state[trait]);
      return take.call(this, state);
    };
    ends.push(() => (face.set_state = take));
  }
  on(model, "change:closed", () => answers.changed());
  on(model, "msg:custom", (content, buffers) => answers.told(content, buffers));
  lacks();
  return () => {
    answers.end();
    ends.reverse().forEach((end) => end()); // a face of two traits was changed twice
  };
}

function render({ model, el }) {
  el.style.display = "none";
  // what the notebook is to keep (stored.py) goes up to whoever keeps it; where nobody does, nothing happens
  const keep = (content) => {
    if (content.keep) el.dispatchEvent(new CustomEvent("dlcourse-keep", { bubbles: true, detail: content.keep }));
  };
  model.on("msg:custom", keep);
  return () => model.off("msg:custom", keep);
}

export default { initialize, render };
