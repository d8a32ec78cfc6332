// What nobody sees waits until the frame is out and the page has nothing better to do: the next key may come at once. It stands before
// aria.js and before shelf.js, in one file with them.
const HIDDEN = 100; // milliseconds; a page that nobody sees has no frames, and one that is always busy is never idle

/** Do this once, behind the next frame. */
export function afterFrame(act) {
  let timer = 0;
  const once = () => {
    clearTimeout(timer);
    act();
    act = () => {};
  };
  timer = setTimeout(once, HIDDEN);
  // Safari cannot say when it is idle
  requestAnimationFrame(() => (globalThis.requestIdleCallback ?? setTimeout)(once));
}

