// code that is wider than the page scrolls by keyboard too
const reachable = () => {
  for (const box of document.querySelectorAll("pre, .formula, .still-table, .table-wrapper, .way")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
addEventListener("load", reachable);
addEventListener("resize", reachable);
