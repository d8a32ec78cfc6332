// Touching a picture that has its kernel: the controls are widgets of this page. It stands after touch.js in one file.
function render({ model, el }) {
  el.style.display = "none";
  const widgets = {};
  let hands = null;
  const move = async (name, index) => {
    const control = model.get("controls")[name];
    const widget = await (widgets[name] ??= model.widget_manager.get_model(control.model));
    const value = control.key === "index" ? index : control.values[index];
    if (widget.get(control.key) === value) return;
    widget.set(control.key, value);
    widget.save_changes();
  };
  const show = () => hands?.show(model.get("told"));
  const near = (yes) => {
    model.set("near", yes);
    model.save_changes();
  };
  const begin = (tries) => {
    const stage = el.closest(".dlcourse-stage");
    if (stage) {
      near(false); // the page that was here before may have said something else
      hands = touch({
        stage,
        controls: () => model.get("controls"),
        move,
        pin: (points, pin, to) => model.send({ points, pin, to }),
        near,
      });
    } else if (tries > 0) {
      setTimeout(() => begin(tries - 1), 50);
    }
  };
  begin(100);
  model.on("change:told", show);
  return () => {
    model.off("change:told", show);
    hands?.end();
  };
}
export default { render };
