"""Cells that want to act in the browser of whoever reads them. `hit` is what a script would leave behind, `away.invalid` whom a page would ask."""

_ACT = "document.title='hit'"

HOSTILE = (
    f"<script>{_ACT}</script>",
    f"<img src=x onerror=\"{_ACT}\">",
    f"<svg onload=\"{_ACT}\"><script>{_ACT}</script></svg>",
    f"<svg><foreignObject><iframe srcdoc=\"<script>parent.{_ACT}</script>\"></foreignObject></svg>",
    f"<iframe src=\"javascript:parent.{_ACT}\"></iframe>",
    f"<iframe srcdoc=\"<script>parent.{_ACT}</script>\"></iframe>",
    f"[click](javascript:{_ACT}) [data](data:text/html,hello) [file](file:///etc/passwd)",
    f"<a href=\"java\tscript:{_ACT}\">tab</a><a href=\" &#106;avascript:{_ACT}\">coded</a>",
    f"<details open ontoggle=\"{_ACT}\"><summary>s</summary></details>",
    f"<input autofocus onfocus=\"{_ACT}\"><body onload=\"{_ACT}\">",
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror={_ACT}&gt;\">",
    f"<noscript><p title=\"</noscript><img src=x onerror={_ACT}>\">",
    f"$\\href{{javascript:{_ACT}}}{{x}}$ $\\text{{<img src=x onerror={_ACT}>}}$",
    f"```html\n</pre><script>{_ACT}</script>\n```",
    f"`</code><script>{_ACT}</script>`",
    "<meta http-equiv=\"refresh\" content=\"0;url=http://away.invalid/meta\">",
    "<img src=\"http://away.invalid/pixel.png\"> ![p](http://away.invalid/pixel2.png)",
    "<img srcset=\"http://away.invalid/set.png 1x\"><video poster=\"http://away.invalid/v\"></video>",
    "<link rel=stylesheet href=\"http://away.invalid/s.css\"><base href=\"http://away.invalid/\">",
    "<style>body{background:url(http://away.invalid/s)} @import 'http://away.invalid/i';</style>",
    "<p style=\"position:fixed;inset:0;background:url(http://away.invalid/p)\">cover</p>",
    "<form action=\"http://away.invalid/f\"><button>send</button></form><object data=\"http://away.invalid/o\"></object>",
    "<embed src=\"http://away.invalid/e\"><audio src=\"http://away.invalid/a\" autoplay></audio>",
    "<div class=\"dlcourse-report panel\" id=\"overview\" data-toggle=\"modal\" data-target=\"<img src=x onerror=1>\">fake</div>",
    "{{ 7 * 7 }} {% raw %}",
    ">" * 3000 + "deep",
)  # fmt: skip
