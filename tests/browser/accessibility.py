"""What a page keeps from people who do not see it well: axe-core's rules, and words too faint for what lies behind them."""

from typing import Any


def barriers(page: Any, *places: str) -> list[str]:
    """What axe-core finds in these places of a page against WCAG 2.1, levels A and AA, contrast included: the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("() => window.axe !== undefined"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        """async places => (await axe.run(
                {include: places.filter(place => document.querySelector(place)).map(place => [place])},
                {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations']},
            )).violations.flatMap(rule => rule.nodes.map(node => [rule.id, node.target.join(' '), node.html, node.failureSummary].join('\\n')))""",
        list(places),
    )
    return list(found)


def faint(page: Any, *places: str) -> list[str]:
    """Words in these places with a contrast below 4.5:1 to what lies behind them. axe-core leaves out what JupyterLab's panels clip, so it is computed here."""
    found = page.evaluate(
        """places => {
            const parse = colour => colour.match(/[\\d.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = node => {
                for (; node; node = node.parentElement) {
                    const [r, g, b, a = 1] = parse(getComputedStyle(node).backgroundColor);
                    if (a > 0.99) return [r, g, b];
                }
                return [255, 255, 255];
            };
            const found = [];
            for (const node of places.flatMap(place => [...document.querySelectorAll(place + ', ' + place + ' *')])) {
                const words = [...node.childNodes].filter(one => one.nodeType === 3).map(one => one.data.trim()).join(' ').trim();
                if (!words || !node.getClientRects().length || node.tagName === 'STYLE' || node.disabled) continue;
                const [one, two] = [light(parse(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
                const ratio = (one + 0.05) / (two + 0.05);
                if (ratio < 4.5) found.push(`${ratio.toFixed(2)}: ${node.className} ${words.slice(0, 60)}`);
            }
            return found;
        }""",
        list(places),
    )
    return list(found)
