"""Lay out what is known of a topic as a page: text, formulas, picture, settings, links.

Formulas are set as a book would, by ziamath, in the colours of the look.
"""

from __future__ import annotations

import html
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QByteArray, QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from diynn.settings import OneOf, Setting, pair_words, settings_of
from gui.help.pictures import PICTURES
from gui.help.topics import KINDS, LINK, Topic, formulas, topics
from gui.text.numbers import number, telling
from gui.text.wording import choices, help_text, label, translated
from gui.theme.colours import Theme

_INK = "#123456"
_SIZE = 64.0
"""Pixels of an em at which a formula is set; it is drawn at any other size from that."""


def formula_size(latex: str, em: float) -> QSizeF:
    """The room that a formula takes with an em of so many pixels."""
    return QSizeF(_drawing(latex, _INK).defaultSize()) * (em / _SIZE)


def formula_image(latex: str, em: float, colour: str, fineness: float) -> QImage:
    """A formula in `colour`, with `fineness` pixels of the image for each of the screen."""
    renderer = _drawing(latex, colour)
    size = QSizeF(renderer.defaultSize()) * (em / _SIZE)
    image = QImage((size * fineness).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(fineness)
    return image


@lru_cache(maxsize=128)
def _drawing(latex: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(latex).replace(_INK, colour).encode()))


@lru_cache(maxsize=256)
def _svg(latex: str) -> str:
    with warnings.catch_warnings():
        # It looks for its typeface in an old way, of which Python 3.11 alone complains.
        warnings.simplefilter("ignore", DeprecationWarning)
        # Imported where a formula is first seen: it takes a while.
        from ziamath.config import config
        from ziamath.zmath import Latex

        # Else letters would be drawn once and referred to, which not every Qt understands.
        config.svg2 = False
        return str(Latex(latex, size=_SIZE, color=_INK, inline=False).svg())


CONTENTS = "contents"
"""The name of the page that lists all topics."""
_APART = "\N{NO-BREAK SPACE}· "
"""Between two links; no line begins with it."""


@dataclass(frozen=True)
class Question:
    """What is asked about: a topic, and the setting that it was asked for, if it was one."""

    topic: str
    kind: str = ""
    setting: str = ""

    @property
    def address(self) -> str:
        """The same as a link."""
        return f"{self.topic}@{self.kind}.{self.setting}" if self.setting else self.topic

    @classmethod
    def of_address(cls, address: str) -> Question:
        """What a link asks about."""
        topic, _, rest = address.partition("@")
        kind, _, setting = rest.partition(".")
        return cls(topic, kind, setting)


def title_of(question: Question, tongue: str) -> str:
    """The heading of a page."""
    if question.topic == CONTENTS:
        return _tr("Contents")
    return topics(tongue)[question.topic].title


def page(question: Question, tongue: str, theme: Theme) -> str:
    """The whole page as HTML. Formulas and pictures are images with the addresses “formula:topic/n”
    and “picture:topic”."""
    style = (
        f"<style>a {{ color: {theme.accent}; text-decoration: none; }} "
        f".quiet {{ color: {theme.muted}; }} "
        "h2 { margin: 0 0 6px 0; font-weight: 600; } "
        "h3 { margin: 12px 0 2px 0; font-weight: 600; } "
        "p { margin: 0 0 7px 0; } .drawn { margin: 12px 0 10px 0; } "
        "table { margin-top: 6px; } td { padding: 0 8px 5px 0; }</style>"
    )
    if question.topic == CONTENTS:
        return style + "".join(_contents(tongue))
    return style + "".join(_parts(topics(tongue)[question.topic], question, tongue))


def _contents(tongue: str) -> Iterator[str]:
    yield f"<h2>{title_of(Question(CONTENTS), tongue)}</h2>"
    group = ""
    links: list[str] = []
    for topic in topics(tongue).values():
        if topic.group != group:
            if links:
                yield f"<p>{_APART.join(links)}</p>"
            group, links = topic.group, []
            yield f"<h3>{html.escape(group)}</h3>"
        links.append(_link(topic.name, topic.title))
    yield f"<p>{_APART.join(links)}</p>"


def _parts(topic: Topic, question: Question, tongue: str) -> Iterator[str]:
    yield f'<p class="quiet">{html.escape(topic.group)}</p><h2>{html.escape(topic.title)}</h2>'
    if question.setting and question.kind in KINDS:
        yield _asked_for(question, tongue)
    first, *rest = topic.paragraphs
    yield _paragraph(first)
    lines = formulas(topic.name)
    for place in range(len(lines)):
        yield f'<p class="drawn"><img src="formula:{topic.name}/{place}"></p>'
    if any(r"\delta_" in line for line in lines):
        note = _tr("δ is the gradient of the loss for the quantity at its foot.")
        yield f'<p class="quiet">{html.escape(note)}</p>'
    if topic.name in PICTURES:
        yield f'<p class="drawn"><img src="picture:{topic.name}"></p>'
        if caption := PICTURES[topic.name].caption():
            yield f'<p class="quiet">{html.escape(caption)}</p>'
    for paragraph in rest:
        yield _paragraph(paragraph)
    if topic.larger or topic.smaller:
        yield "<table>"
        for head, words in ((_tr("More"), topic.larger), (_tr("Less"), topic.smaller)):
            if words:
                yield f"<tr><td><b>{html.escape(head)}</b></td><td>{_linked(words)}</td></tr>"
        yield "</table>"
    if topic.name in KINDS and settings_of(KINDS[topic.name]):
        head = _tr("Settings")
        yield f"<h3>{html.escape(head)}</h3>"
        for setting in settings_of(KINDS[topic.name]):
            yield f"<p>{_about(setting)}</p>"
    if topic.others:
        known = topics(tongue)
        links = _APART.join(_link(name, known[name].title) for name in topic.others)
        head = _tr("See also:")
        yield f'<p><span class="quiet">{html.escape(head)}</span> {links}</p>'


def _asked_for(question: Question, tongue: str) -> str:
    """The setting that was asked about, and whose it is."""
    setting = next(
        (s for s in settings_of(KINDS[question.kind]) if s.name == question.setting), None
    )
    if setting is None or question.topic == question.kind:
        return ""
    owner = topics(tongue).get(question.kind)
    of = f' <span class="quiet">({_link(owner.name, owner.title)})</span>' if owner else ""
    return f"<p>{_about(setting, of)}</p>"


def _about(setting: Setting, of: str = "") -> str:
    usual = setting.default
    if isinstance(usual, bool):
        shown = _tr("yes") if usual else _tr("no")
    elif isinstance(usual, str):
        shown = translated(usual)
    else:
        shown = pair_words(usual) if isinstance(usual, tuple) else number(usual)
    words = help_text(setting)
    words += "" if words.endswith(".") else "."
    if isinstance(setting.limits, OneOf):
        listed = ", ".join(f"“{one}”" for one, _ in choices(setting))
        words += " " + _tr("One of {choices}.").format(choices=listed)
    if shown:
        words += " " + _tr("Usual: {value}.").format(value=shown)
    return telling(f"<b>{html.escape(label(setting))}</b>{of}", html.escape(words))


def _paragraph(words: str) -> str:
    return f"<p>{_linked(words)}</p>"


def _linked(words: str) -> str:
    escaped = html.escape(words, quote=False)
    return LINK.sub(lambda found: _link(found[2], found[1], escaped=True), escaped)


def _link(address: str, words: str, *, escaped: bool = False) -> str:
    return f'<a href="{address}">{words if escaped else html.escape(words)}</a>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)
