"""Texts of cells to the HTML of an item: bold, italics, formulas and line breaks; everything else is shown as it is typed.

People who type into cells mean what they see: `1. `, `- `, `#`, `5*3`, `<b>` and `&nbsp;` stay as they are. Known are
`**bold**`, `_italics_`, formulas between dollar signs, and the formatting inside the cell itself (`sheets.MARKS`).
"""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from question_packs.assessment.html import clean_html
from question_packs.importers.spreadsheet.sheets import MARKS
from question_packs.media.formulas import formula_name, latex_in_words, render_formula
from question_packs.pack.writer import Medium

_SPECIAL = re.compile(r"[*_$\\|\ue000-\ue009]")
_MONEY = re.compile(r"\bUS\$")
_TAGS = {mark: tag for name, (first, last) in MARKS.items() for mark, tag in ((first, f"<{name}>"), (last, f"</{name}>"))}
_FORMATTING = str.maketrans(_TAGS)
_NO_FORMATTING = str.maketrans(dict.fromkeys(_TAGS, ""))
_OFF = ("code", "fence", "blockquote", "hr", "list", "reference", "html_block", "heading", "lheading",
        "backticks", "link", "image", "autolink", "html_inline", "entity")  # fmt: skip


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(list(_OFF))
    # $5 is money, not the beginning of a formula.
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False)


class CellTexts:
    """Makes the HTML of cells; the formulas they show are put into `media`. Raises `BLD-40` where a formula is none."""

    def __init__(self, media: dict[str, Medium]) -> None:
        self._media = media
        self._markdown = _parser()

    def block(self, text: str) -> str:
        """Paragraphs: an empty line begins a new one, other line ends stay where they are."""
        if not _SPECIAL.search(text):
            paragraphs = (each for each in re.split(r"\n\s*\n", text) if each.strip())
            return "".join(f"<p>{_lines(each)}</p>\n" for each in paragraphs)
        return self._render(self._markdown.parse(_MONEY.sub(r"US\\$", text)))

    def inline(self, text: str) -> str:
        """One text without a paragraph around it."""
        if not _SPECIAL.search(text):
            return _lines(text)
        return self._render(self._markdown.parseInline(_MONEY.sub(r"US\\$", text)))

    def _render(self, tokens: list[Token]) -> str:
        for token in tokens:
            if token.type == "inline":
                token.children = [self._shown(each) for each in token.children or []]
        shown = [self._shown(each) for each in tokens]
        html = str(self._markdown.renderer.render(shown, self._markdown.options, {}))
        return clean_html(html.translate(_FORMATTING))

    def _shown(self, token: Token) -> Token:
        if token.type in ("math_inline", "math_block"):
            return self._formula(token)
        if token.type in ("em_open", "em_close") and token.markup == "*":
            return Token("text", "", 0, content="*")  # 5*3*2
        if token.type in ("th_open", "td_open"):
            token.attrs.pop("style", None)
        return token

    def _formula(self, token: Token) -> Token:
        latex = token.content.translate(_NO_FORMATTING).strip()
        display = token.type == "math_block"
        picture = render_formula(latex, display)
        name = formula_name(latex, display)
        self._media[name] = Medium(picture.data, picture.media_type)
        alt = escape(latex_in_words(latex))
        html = f'<img src="pack:{name}" alt="{alt}" width="{picture.width}" height="{picture.height}">'
        return Token("html_inline", "", 0, content=f"<p>{html}</p>\n" if display else html)


def _lines(text: str) -> str:
    return escape(text.strip(), quote=False).replace("\n", "<br>\n")
