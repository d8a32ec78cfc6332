"""Korean search: a noun is found whatever particle follows it, "손실" in "손실은" as well as in "손실을"."""

import json
import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.search import SearchLanguage

# a particle at the end of a word of at least two other letters; the same expression works in Python and in the page
PARTICLES = (
    "(?<=..)(?:에서는|에서도|으로는|이라는|이라고|까지는|부터는|에서|에게|에는|에도|으로|이나|이란|이고|이며|이다|입니다|"
    "까지|부터|마다|처럼|보다|하고|라는|라고|들은|들이|들을|은|는|이|가|을|를|의|에|로|와|과|도|만|나)$"
)


class SearchKorean(SearchLanguage):
    """Words are cut at spaces and signs; what is left of a word is what stands before its particle."""

    lang = "ko"
    language_name = "Korean"
    js_stemmer_code = f"""
var Stemmer = function () {{
  const particles = new RegExp({json.dumps(PARTICLES)}, "u");
  this.stemWord = (word) => word.replace(particles, "");
}};
"""

    def stem(self, word: str) -> str:
        """The word without its particle."""
        return re.sub(PARTICLES, "", word.lower())

    def word_filter(self, word: str) -> bool:
        """Nearly everything is worth finding."""
        return len(word) > 1 and super().word_filter(word)


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx asks for this."""
    app.add_search_language(SearchKorean)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
