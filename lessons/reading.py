"""Markdown of the course as safe HTML, rendered once a text: the content does not change while it is served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import nh3
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.anchors import anchors_plugin

from lessons import colours

TAGS: Final = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "span", "blockquote", "hr", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "div"),
}
ATTRIBUTES: Final = {
    "a": {"href", "class"},
    "pre": {"class", "tabindex"},
    "span": {"class"},
    "div": {"class", "tabindex"},
    "table": {"class"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A fenced block of a text. `run` stands after the language of those the content check executes."""

    source: str
    line: int
    """Of its first line of code, from 1."""
    runs: bool
    output: str | None
    """What it must print: the block marked `text output` that follows it."""


def _fence(_renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    token = tokens[index]
    words = token.info.split()
    if "output" in words:
        body, name = (
            "".join(f'<span class="l">{nh3.clean_text(line)}</span>' for line in token.content.splitlines()),
            "output",
        )
    else:
        body, name = str(colours.block(token.content)), "code"
    # It may scroll sideways, and what scrolls must be reachable by keyboard.
    return f'<pre class="{name}" tabindex="0"><code>{body}</code></pre>'


UNIT: Final = re.compile(r"(?<=\d) (?=(?:s|ms|µs|MB|kB|min|%)(?!\w))")
THIN: Final = "\u202f"


def _text(_renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    """Between a number and its unit goes a thin gap that no line breaks at."""
    return escapeHtml(UNIT.sub(THIN, tokens[index].content))


TERM: Final = "term:"
"""What an author writes for the address of a word of the glossary: [coroutine](term:coroutine)."""


def _link(renderer: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    address = str(token.attrGet("href") or "")
    if address.startswith(TERM):
        token.attrSet("href", f"{reverse('glossary')}#{address.removeprefix(TERM)}")
        token.attrSet("class", "term")
    return str(renderer.renderToken(tokens, index, options, env))


def _head_cell(_renderer: Any, tokens: Any, index: int, _options: Any, _env: Any) -> str:
    """The corner of a table that has nothing to say over its first column is no heading."""
    opens = tokens[index].nesting > 0
    tag = "th" if tokens[index + 1 if opens else index - 1].content else "td"
    return f"<{tag}>" if opens else f"</{tag}>"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    # Somebody who searched is led to the passage, so its heading has a name; not one that the page itself may have.
    parser.use(anchors_plugin, min_level=2, max_level=3, slug_func=lambda heading: f"r-{slugify(heading)}")
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("text", _text)
    parser.add_render_rule("link_open", _link)
    parser.add_render_rule("th_open", _head_cell)
    parser.add_render_rule("th_close", _head_cell)
    parser.add_render_rule("table_open", lambda *_: '<div class="scroll" tabindex="0"><table class="table">')
    parser.add_render_rule("table_close", lambda *_: "</table></div>")
    return parser


_PARSER: Final = _parser()


@lru_cache(maxsize=256)
def document(markdown: str) -> SafeString:
    """A whole text. The corner of a table that heads nothing is no header."""
    markup = _PARSER.render(markdown).replace("<th></th>", "<td></td>")
    html = nh3.clean(markup, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    return mark_safe(html)  # noqa: S308 - cleaned


@lru_cache(maxsize=2048)
def inline(markdown: str) -> SafeString:
    """One sentence: emphasis, code and links, no paragraph around it."""
    html = nh3.clean(
        _PARSER.renderInline(markdown),
        tags={"strong", "em", "code", "a"},
        attributes={"a": {"href", "class"}},
        link_rel=None,
    )
    return mark_safe(html)  # noqa: S308 - cleaned


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands under one heading of a text; `anchor` and `heading` are empty for what stands before the first."""

    anchor: str
    heading: str
    text: str
    """Without mark-up; code and its output included."""


def passages(markdown: str) -> Iterator[Passage]:
    """The parts of a text, in order, for whoever searches in it."""
    anchor = heading = ""
    words: list[str] = []
    tokens = _PARSER.parse(markdown)
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag in {"h2", "h3"}:
            if words:
                yield Passage(anchor, heading, " ".join(words))
            anchor, heading, words = str(token.attrs.get("id", "")), _plain(tokens[index + 1]), []
        elif token.type == "fence" or (token.type == "inline" and tokens[index - 1].type != "heading_open"):
            words.append(_plain(token))
    if words:
        yield Passage(anchor, heading, " ".join(words))


def _plain(token: Any) -> str:
    if token.type == "fence":
        return str(token.content)
    return "".join(" " if part.type == "softbreak" else part.content for part in token.children or ())


def snippets(markdown: str) -> Iterator[Snippet]:
    """The Python blocks of a text, in order."""
    fences = [token for token in _PARSER.parse(markdown) if token.type == "fence"]
    for index, token in enumerate(fences):
        words = token.info.split()
        if not words or words[0] != "python":
            continue
        following = fences[index + 1] if index + 1 < len(fences) else None
        expected = following.content if following is not None and "output" in following.info.split() else None
        first = token.map[0] + 2 if token.map else 1
        yield Snippet(source=token.content, line=first, runs="run" in words[1:], output=expected)


def terms(markdown: str) -> Iterator[tuple[str, int]]:
    """The words of the glossary that a text leads to, and the line of each, from 1."""
    for token in _PARSER.parse(markdown):
        for child in token.children or ():
            address = str(child.attrGet("href") or "") if child.type == "link_open" else ""
            if address.startswith(TERM):
                yield address.removeprefix(TERM), (token.map[0] + 1 if token.map else 1)
