"""Markdown to the HTML of an item: CommonMark with tables and formulas between dollar signs, no HTML, no links.

Pictures become `pack:NAME`, formulas become pictures. The result has passed the allow-list of `assessment.html`. What is not
allowed is reported with its line. Used by `compile` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from question_packs.assessment.html import clean_html
from question_packs.builder.findings import Report
from question_packs.errors import KnownError
from question_packs.media.formulas import formula_name, latex_in_words, render_formula
from question_packs.media.pictures import Picture

_MEDIA = "media/"


def _parser() -> MarkdownIt:
    # HTML and every address are let through here only so that they can be found and refused by line.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(dollarmath_plugin)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


class ContentRenderer:
    """Renders the texts of one source; `used` gathers the pictures and formulas that they show, by name."""

    def __init__(self, pictures: dict[str, Picture], media_files: frozenset[str], report: Report) -> None:
        self.used: dict[str, Picture] = {}
        self._pictures = pictures
        self._media_files = media_files
        self._report = report
        self._markdown = _parser()

    def block(self, text: str, file: str, line: int) -> str:
        """The HTML of paragraphs that begin at `line` of `file`."""
        return self._render(self._markdown.parse(text), file, line)

    def inline(self, text: str, file: str, line: int) -> str:
        """The HTML of one line without a paragraph around it."""
        return self._render(self._markdown.parseInline(text), file, line)

    def _render(self, tokens: list[Token], file: str, line: int) -> str:
        return clean_html(self._html(self._translate(tokens, file, line)))

    def _html(self, tokens: list[Token]) -> str:
        return str(self._markdown.renderer.render(tokens, self._markdown.options, {}))

    def _translate(self, tokens: Iterable[Token], file: str, first_line: int) -> list[Token]:
        """The tokens with pictures and formulas replaced and everything forbidden reported and left out."""
        result = []
        line = first_line
        for token in tokens:
            line = first_line + token.map[0] if token.map else line
            if token.type == "inline":
                token.children = self._translate_inline(token.children or [], file, line)
            result += self._token(token, file, line)
        return result

    def _translate_inline(self, children: Sequence[Token], file: str, line: int) -> list[Token]:
        if len(children) == 1 and children[0].type == "math_inline":  # alone in its paragraph: in full size
            children[0].type = "math_inline_double"
        result = []
        for child in children:
            result += self._token(child, file, line)
            line += child.type in ("softbreak", "hardbreak")
        return result

    def _token(self, token: Token, file: str, line: int) -> list[Token]:
        match token.type:
            case "math_inline" | "math_inline_double" | "math_block":
                return self._formula(token, file, line)
            case "image":
                return self._image(token, file, line)
            case "html_inline" | "html_block":
                self._report.error(file, line, KnownError("BLD-29", html=token.content.strip()[:40]))
                return []
            case "link_open":
                self._report.error(file, line, KnownError("BLD-30", url=token.attrGet("href")))
                return []
            case "link_close":
                return []
        _align_by_attribute(token)
        return [token]

    def _formula(self, token: Token, file: str, line: int) -> list[Token]:
        latex = token.content.strip()
        display = token.type != "math_inline"
        try:
            picture = render_formula(latex, display)
        except KnownError as error:
            self._report.error(file, line, error)
            return []
        html = self._picture(formula_name(latex, display), picture, latex_in_words(latex))
        return [_raw(f"<p>{html}</p>\n" if token.block else html)]

    def _image(self, token: Token, file: str, line: int) -> list[Token]:
        url = str(token.attrGet("src"))
        name = url.removeprefix(_MEDIA)
        if not url.startswith(_MEDIA) or "/" in name:
            self._report.error(file, line, KnownError("BLD-30", url=url))
            return []
        alt = "".join(child.content or " " for child in token.children or []).strip()
        if not alt:
            self._report.error(file, line, KnownError("BLD-21", name=name))
        if name not in self._media_files:
            self._report.error(file, line, KnownError("BLD-16", name=name))
        if name not in self._pictures:  # damaged: reported where it was read
            return []
        return [_raw(self._picture(name, self._pictures[name], alt))]

    def _picture(self, name: str, picture: Picture, alt: str) -> str:
        self.used[name] = picture
        return f'<img src="pack:{name}" alt="{escape(alt)}" width="{picture.width}" height="{picture.height}">'


def _raw(html: str) -> Token:
    return Token("html_inline", "", 0, content=html)


def _align_by_attribute(token: Token) -> None:
    """Column alignment as the `align` attribute: the allow-list has no styles."""
    style = token.attrs.pop("style", None) if token.type in ("th_open", "td_open") else None
    if style is not None:
        token.attrSet("align", str(style).removeprefix("text-align:"))
