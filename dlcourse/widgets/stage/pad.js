// A pad to draw on: square cells of ink, by mouse, finger or keyboard. The kernel only learns the ink; the cursor lives here.
// Arrow keys move, Shift with an arrow draws a line, space draws, Backspace or Delete rubs out.
function render({ model, el }) {
  const side = model.get("side");
  const size = 252;
  const cell = size / side;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  canvas.tabIndex = 0;
  canvas.style.cssText = "touch-action: none; border: 1px solid #6b6b6b; background: #ffffff; cursor: crosshair; max-width: 100%";
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", model.get("says"));
  canvas.setAttribute("data-lm-suppress-shortcuts", "true");
  canvas.className = "dlcourse-pad";
  const told = document.createElement("span");
  told.setAttribute("aria-live", "polite");
  told.style.cssText = "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)";
  el.append(canvas, told);
  const paper = canvas.getContext("2d");
  let ink = [...model.get("ink")];
  let cursor = { row: Math.floor(side / 2), column: Math.floor(side / 2) };
  let pen = false;

  const paint = () => {
    paper.fillStyle = "#ffffff";
    paper.fillRect(0, 0, size, size);
    for (let at = 0; at < ink.length; at++) {
      if (!ink[at]) continue;
      paper.fillStyle = `rgb(${255 - ink[at]} ${255 - ink[at]} ${255 - ink[at]})`;
      paper.fillRect((at % side) * cell, Math.floor(at / side) * cell, cell, cell);
    }
    if (document.activeElement === canvas || el.getRootNode().activeElement === canvas) {
      paper.lineWidth = 2;
      paper.strokeStyle = "#0072b2";
      paper.strokeRect(cursor.column * cell + 1, cursor.row * cell + 1, cell - 2, cell - 2);
    }
  };
  const send = () => {
    model.set("ink", [...ink]);
    model.save_changes();
  };
  // a soft brush: the cell gets all of the ink, its neighbours a share
  const touch = (row, column, strength = 1) => {
    for (const [down, across, share] of [[0, 0, 1], [0, 1, 0.6], [1, 0, 0.6], [0, -1, 0.6], [-1, 0, 0.6]]) {
      const r = row + down;
      const c = column + across;
      if (r < 0 || c < 0 || r >= side || c >= side) continue;
      const at = r * side + c;
      ink[at] = strength ? Math.max(ink[at], Math.round(255 * share)) : 0;
    }
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (part) => Math.min(side - 1, Math.max(0, Math.floor(part * side)));
    return { row: within((event.clientY - box.top) / box.height), column: within((event.clientX - box.left) / box.width) };
  };
  const lineTo = (goal) => {
    const far = Math.max(Math.abs(goal.row - cursor.row), Math.abs(goal.column - cursor.column), 1);
    for (let i = 0; i <= far; i++) {
      touch(
        Math.round(cursor.row + ((goal.row - cursor.row) * i) / far),
        Math.round(cursor.column + ((goal.column - cursor.column) * i) / far),
      );
    }
    cursor = goal;
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.focus();
    canvas.setPointerCapture(event.pointerId);
    pen = true;
    cursor = place(event);
    touch(cursor.row, cursor.column);
    paint();
    send();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!pen) return;
    lineTo(place(event));
    paint();
    send();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (pen = false));
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    const before = ink.join();
    if (moves[event.key]) {
      const [down, across] = moves[event.key];
      const within = (part) => Math.min(side - 1, Math.max(0, part));
      const goal = { row: within(cursor.row + down), column: within(cursor.column + across) };
      if (event.shiftKey) lineTo(goal);
      cursor = goal;
    } else if (event.key === " ") {
      touch(cursor.row, cursor.column);
    } else if (event.key === "Backspace" || event.key === "Delete") {
      touch(cursor.row, cursor.column, 0);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    told.textContent = `${cursor.row + 1}, ${cursor.column + 1}: ${model.get("cells")[ink[cursor.row * side + cursor.column] ? 1 : 0]}`;
    paint();
    if (ink.join() !== before) send();
  });
  canvas.addEventListener("focus", paint);
  canvas.addEventListener("blur", paint);
  const loaded = () => {
    // what this page has just sent comes back: while the pen is down, the newer strokes are here
    if (pen) return;
    ink = [...model.get("ink")];
    paint();
  };
  model.on("change:ink", loaded);
  paint();
  return () => model.off("change:ink", loaded);
}
export default { render };
