// A link that saves bytes the kernel has sent. It is there once there is something to save.
function render({ model, el }) {
  const link = document.createElement("a");
  link.className = "dlcourse-download";
  link.style.cssText = "color: inherit; text-decoration: underline; line-height: 2; margin: 2px";
  el.append(link);
  let address = "";
  const show = () => {
    const bytes = model.get("content");
    if (address) URL.revokeObjectURL(address);
    address = "";
    link.hidden = !bytes || bytes.byteLength === 0;
    if (link.hidden) return;
    address = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
    link.href = address;
    link.download = model.get("name");
    link.textContent = model.get("label");
  };
  show();
  model.on("change:content", show);
  return () => {
    model.off("change:content", show);
    if (address) URL.revokeObjectURL(address);
  };
}
export default { render };
