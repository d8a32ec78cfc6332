// A plugin for JupyterLab that needs no build: a picture whose kernel is gone shows what the notebook has kept of it, and wakes with one click.
//
// JupyterLab asks the renderer of a widget before every other one of an output, and that says "model not found" when the kernel that made the widget
// is gone. So each picture also has a type of its own (MIME), which is asked first: while the kernel holds the widget, the widget's own renderer draws
// it; otherwise stored.js does, with what stored.py has put into the output. What the kernel holds is known from its messages, so nobody is asked
// for a widget that is not there.
//
// A notebook that nobody trusts gets here as well: of its HTML only text, an image's data and cleaned words are used, and nothing of it is run.
(() => {
  const NAME = "dlcourse";
  const MIME = "application/vnd.dlcourse.stage+json";
  const VIEW = "application/vnd.jupyter.widget-view+json";
  const BEFORE_WIDGETS = -100; // their own rank is -10
  const PATIENCE = 3000; // milliseconds for a living widget to appear
  const here = document.currentScript.src;
  let scope;

  // anywidget gives a widget two seconds to load. One that takes longer never hears from its kernel again, and a whole lesson that is run at once
  // on a slow machine does take longer: it gets a minute.
  const TWO_SECONDS = 2000;
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === TWO_SECONDS ? 60000 : milliseconds);

  const shared = async (name) => {
    const versions = Object.values(scope[name]);
    return (await versions.at(-1).get())();
  };

  let code;
  const stored = () =>
    (code ??= (async () => {
      const names = ["shapes.js", "painter.js", "inflate.js", "painted.js", "shelf.js", "touch.js", "stored.js"];
      const texts = await Promise.all(names.map(async (name) => (await fetch(new URL(name, here))).text()));
      return import(URL.createObjectURL(new Blob(texts, { type: "text/javascript" })));
    })());

  // Which widgets the kernel of a notebook holds, and whom to tell when that changes.
  class Living {
    ids = new Set();
    stages = new Set();

    constructor(session) {
      session.kernelChanged.connect((_, { newValue }) => this.ask(newValue));
      session.iopubMessage.connect((_, message) => this.hear(message));
      session.statusChanged.connect((_, status) => {
        if (/restarting|dead|terminating/.test(status)) this.put([]);
      });
      session.connectionStatusChanged.connect((_, status) => {
        if (status === "connected") this.ask(session.session?.kernel);
      });
      if (session.session?.kernel) this.ask(session.session.kernel);
    }

    async ask(kernel) {
      if (this.kernel !== kernel?.id) this.put([]);
      this.kernel = kernel?.id;
      if (!kernel || kernel.connectionStatus !== "connected") return;
      try {
        const { content } = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
        if (this.kernel === kernel.id && content.status === "ok") this.put([...this.ids, ...Object.keys(content.comms)]);
      } catch {
        // it ended before it could answer: nothing lives
      }
    }

    hear({ header, content }) {
      // an output that shows the widget follows, and looks then
      if (header.msg_type === "comm_open") this.ids.add(content.comm_id);
      if (header.msg_type === "comm_close" && this.ids.delete(content.comm_id)) this.tell();
    }

    put(ids) {
      this.ids = new Set(ids);
      this.tell();
    }

    tell() {
      for (const stage of this.stages) stage.look();
    }
  }

  // Korean breaks between words, as in a book; words of other alphabets never break elsewhere; a line of a printed table does not break at all
  const words = () => {
    const style = document.createElement("style");
    style.textContent =
      ".jp-RenderedMarkdown { word-break: keep-all; overflow-wrap: break-word; } .jp-RenderedMarkdown pre { word-break: normal; } " +
      ".jp-RenderedMarkdown :is(h1, h2, h3, h4) { line-height: 1.25; } " + // a title of two lines in a narrow window
      ".jp-RenderedText pre.dlcourse-columns { white-space: pre; word-break: normal; overflow-wrap: normal; overflow-x: auto; } " +
      // a shadow at the side where there is more
      ":is(.jp-RenderedMarkdown, .jp-RenderedText pre)[tabindex] { box-shadow: inset -10px 0 8px -8px var(--jp-ui-font-color3); }";
    document.head.append(style);
  };

  // Whether printed lines are a table or an array: two neighbours with gaps inside, with numbers in the same places, or with brackets before them.
  const MOST = 20000; // characters that are looked at
  const columns = (printed) => {
    const found = printed.slice(0, MOST).split("\n").map((line) => {
      const places = [...line.matchAll(/\d\.\d/g)].map(({ index }) => index);
      return { gap: /\S {2,}\S/.test(line), row: /^\s*\[/.test(line), places: places.join() };
    });
    return found.some((one, i) => {
      const last = found[i - 1];
      return last && ((one.gap && last.gap) || (one.row && last.row) || (one.places && one.places === last.places));
    });
  };

  // What is wider than a narrow window, a formula or a printed table, is moved in its place: by the keyboard too.
  const PRINTED = '[data-mime-type="application/vnd.jupyter.stdout"] pre, [data-mime-type="text/plain"] pre';
  const STRIDE = 40; // pixels for a press of an arrow key
  const reach = (notebook) => {
    let waiting = 0;
    const look = () => {
      for (const text of notebook.node.querySelectorAll(PRINTED)) text.classList.toggle("dlcourse-columns", columns(text.textContent));
      for (const text of notebook.node.querySelectorAll(".jp-RenderedMarkdown, .jp-RenderedText pre")) {
        if (text.scrollWidth > text.clientWidth + 1) text.tabIndex = 0;
        else text.removeAttribute("tabindex");
      }
    };
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(look, 300);
    };
    const room = new ResizeObserver(soon);
    // the window, and all cells together, which grow when their formulas are set
    for (const node of [notebook.node, notebook.content.node, notebook.content.viewportNode]) if (node) room.observe(node);
    notebook.disposed.connect(() => room.disconnect());
  };

  // JupyterLab folds and unfolds headings with the arrow keys, from anywhere in a notebook; it listens to the document, so this comes before it.
  const arrows = (event) => {
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!side || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (!event.target.matches?.(".jp-RenderedMarkdown[tabindex], .jp-RenderedText pre[tabindex]")) return;
    event.target.scrollBy({ left: side * STRIDE });
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  async function activate(tracker) {
    words();
    window.addEventListener("keydown", arrows, true);
    const { Panel, Widget } = await shared("@lumino/widgets");
    const { NotebookActions } = await shared("@jupyterlab/notebook");

    class Stage extends Panel {
      constructor(notebook, living) {
        super();
        Object.assign(this, { notebook, living });
        this.rendermime = notebook.content.rendermime;
        living.stages.add(this);
        this.node.addEventListener("dlcourse-keep", (event) => this.keep(event.detail));
      }

      get id() {
        return this.model?.data[VIEW]?.model_id;
      }

      async renderModel(model) {
        const before = this.id;
        this.model = model;
        if (before !== undefined && before === this.id && this.live) return; // only what is kept has changed
        this.leave();
        this.look();
      }

      look() {
        if (!this.model || this.isDisposed) return;
        if (this.living.ids.has(this.id)) this.wake();
        else this.sleep();
      }

      wake() {
        if (this.live) return;
        const live = this.rendermime.createRenderer(VIEW);
        this.live = live;
        live.node.style.display = "none";
        this.addWidget(live);
        const there = () => {
          if (!live.node.querySelector(".jupyter-widgets")) return false;
          live.node.style.display = "";
          this.rest();
          return true;
        };
        const watch = new MutationObserver(() => there() && watch.disconnect());
        watch.observe(live.node, { childList: true, subtree: true });
        // a page that is loaded again may need long; meanwhile there is something to see
        setTimeout(() => this.live === live && !there() && this.face(), PATIENCE);
        live.renderModel(this.model).catch(() => {});
      }

      sleep() {
        this.leave();
        this.face();
      }

      face() {
        if (this.asleep) return;
        const parsed = new DOMParser().parseFromString(this.model.data["text/html"] ?? "", "text/html");
        const from = parsed.querySelector(".dlcourse-stored");
        const box = document.createElement("div");
        box.className = "dlcourse-stored";
        box.lang = from?.lang ?? "";
        box.textContent = this.model.data["text/plain"] ?? "";
        this.asleep = new Widget({ node: box });
        this.addWidget(this.asleep);
        const shown = this.asleep;
        const clean = (text) => this.rendermime.sanitizer.sanitize(text);
        if (from)
          stored()
            .then(({ asleep }) => asleep(box, { from, clean, wake: () => this.run() }))
            .then((end) => (shown.isDisposed ? end() : shown.disposed.connect(end)))
            .catch(() => {}); // the words stand there
      }

      rest() {
        this.asleep?.dispose();
        this.asleep = null;
      }

      leave() {
        this.live?.dispose();
        this.live = null;
      }

      keep(page) {
        this.model.setData({ data: { ...this.model.data, "text/html": page } });
      }

      // the first cell of a lesson brings what all others need
      async run() {
        const { content, sessionContext } = this.notebook;
        const mine = content.widgets.find((cell) => cell.node.contains(this.node));
        const first = content.widgets.find((cell) => cell.model.type === "code");
        content.activeCellIndex = content.widgets.indexOf(mine);
        await NotebookActions.runCells(content, [...new Set([first, mine])], sessionContext);
      }

      dispose() {
        this.living.stages.delete(this);
        this.leave(); // who waits for the widget finds none, and puts no face onto what is gone
        super.dispose();
      }
    }

    const fit = (notebook) => {
      reach(notebook);
      const living = new Living(notebook.sessionContext);
      const createRenderer = () => new Stage(notebook, living);
      notebook.content.rendermime.addFactory({ safe: true, mimeTypes: [MIME], createRenderer }, BEFORE_WIDGETS);
    };
    tracker.widgetAdded.connect((_, notebook) => fit(notebook));
    tracker.forEach(fit);
  }

  const plugin = async () => {
    const { INotebookTracker } = await shared("@jupyterlab/notebook");
    return { id: `${NAME}:stages`, autoStart: true, requires: [INotebookTracker], activate: (_, tracker) => activate(tracker) };
  };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (given) => {
      scope = given;
    },
    get: async () => {
      const made = await plugin();
      return () => ({ default: made, __esModule: true });
    },
  };
})();
