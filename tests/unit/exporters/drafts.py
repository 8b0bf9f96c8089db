"""Drafts made at random: every interaction with every attribute, texts with everything that a text may hold.

They are as an importer leaves them: texts cleaned, blanks single, limits that fit one another.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape

from hypothesis import strategies as st
from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.assessment.html import clean_html
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentStimulus,
    AssessmentTest,
    ItemGroup,
    ItemSessionControl,
    TestPart,
    TimeLimits,
)
from question_packs.assessment.ordering import groups_around
from question_packs.assessment.responses import FILE_KINDS, shape_of
from question_packs.builder.draft import Draft
from question_packs.pack.writer import Medium
from question_packs.scoring.answer_key import AnswerKey, CutScores, Grouping, ItemKey
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from tests.unit.media import kinds

MEDIA = {
    "peta.png": Medium(kinds.picture("PNG", 200, 100), "image/png"),
    "pin_2.png": Medium(kinds.picture("PNG", 20, 20), "image/png"),
    "suara.wav": Medium(kinds.wav(), "audio/wav"),
}
WORDS = st.text(st.sampled_from("abcXYZ09.,;:&<>\"'éж中\u00a0"), min_size=1, max_size=8)
PLAIN = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).filter(lambda text: text == " ".join(text.split()))
PICTURE_HTML = '<img src="pack:peta.png" alt="Peta &amp; &quot;arah&quot;" width="120" height="60">'
_ESCAPED = PLAIN.map(lambda text: escape(text, quote=False))
INLINE = st.recursive(
    _ESCAPED | st.just(PICTURE_HTML) | st.just("a<br>b"),
    lambda inner: st.builds(
        lambda tag, text: f"<{tag}>{text}</{tag.split()[0]}>",
        st.sampled_from(
            ["strong", "em", "u", "s", "del", "ins", "code", "sub", "q", 'span lang="en"', 'bdo dir="rtl"', 'abbr title="x"']
        ),
        inner,
    ),
    max_leaves=3,
)
BLOCK = st.recursive(
    st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(["p", "h3", "div", "blockquote"]), INLINE)
    | st.just("<pre>a  b\n  c</pre>")
    | st.just('<table><tbody><tr><th scope="row" align="right">1</th><td colspan="2">2</td></tr></tbody></table>')
    | st.just("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>")
    | st.just("<dl><dt>a</dt><dd>b</dd></dl>")
    | st.just("<hr>"),
    lambda inner: st.builds(
        lambda tag, text: f"<{tag}><li>{text}</li></{tag.split()[0]}>",
        st.sampled_from(["ul", 'ol start="3" type="a"']),
        inner,
    ),
    max_leaves=3,
)
HTML = st.lists(BLOCK | INLINE, max_size=3).map(" ".join).map(clean_html).filter(lambda text: text == text.strip())
CHOICE_HTML = INLINE.map(clean_html)
NAMES = ("A", "B-2", "C_3", "D.4")
PICTURES = st.builds(ia.Picture, st.just("peta.png"), st.integers(10, 300), st.integers(10, 200), PLAIN)
FLAGS = st.booleans()


def _named(build: object, names: tuple[str, ...] = NAMES, **more: st.SearchStrategy[object]) -> st.SearchStrategy[tuple]:
    """Two to four things with these names."""
    some = st.sampled_from([names[:count] for count in range(2, len(names) + 1)])
    return some.flatmap(lambda taken: st.tuples(*(st.builds(build, st.just(each), **more) for each in taken)))


SIMPLE = _named(ia.SimpleChoice, content=CHOICE_HTML, fixed=FLAGS)
INLINE_CHOICES = _named(ia.SimpleChoice, content=PLAIN, fixed=FLAGS)


@st.composite
def _joining(draw: st.DrawFn, names: tuple[str, ...] = NAMES, content: st.SearchStrategy[str] = CHOICE_HTML) -> tuple:
    chosen = []
    for name in names[: draw(st.integers(2, len(names)))]:
        most = draw(st.integers(0, 3))
        least = draw(st.integers(0, most or 2))
        group = draw(st.sampled_from([(), ("A",), ("X", "Y")]))
        chosen.append(ia.AssociableChoice(name, draw(content), most, least, draw(FLAGS), group))
    return tuple(chosen)


@st.composite
def _spots(draw: st.DrawFn, joined: bool = False) -> tuple[ia.Hotspot, ...]:
    areas = [("circle", (5, 5, 3)), ("rect", (0, 0, 9, 9)), ("poly", (0, 0, 9, 0, 9, 9)), ("default", ())]
    spots = []
    for name, (shape, coords) in zip(NAMES, draw(st.permutations(areas)), strict=True):
        most = draw(st.integers(0, 3)) if joined else 1
        spots.append(ia.Hotspot(name, shape, coords, draw(st.just("") | PLAIN), most, 0, ("A",) if joined else ()))
    return tuple(spots)


def _limits(draw: st.DrawFn, most_of: int = 3) -> tuple[int, int]:
    most = draw(st.integers(0, most_of))
    return draw(st.integers(0, most or 2)), most


@st.composite
def blocks(draw: st.DrawFn, response: str) -> ia.BlockInteraction:
    """One block interaction."""
    common = {"response_identifier": response, "prompt": draw(HTML), "after": draw(HTML)}
    least, most = _limits(draw)
    choices = {"min_choices": least, "max_choices": most}
    pairs = {"min_associations": least, "max_associations": most}
    shuffle = {"shuffle": draw(FLAGS)}
    side = {"orientation": draw(st.sampled_from(["vertical", "horizontal"]))}
    picture = {"picture": draw(PICTURES)}
    kind = draw(st.sampled_from(ia.BlockInteraction.__args__))
    match kind:
        case ia.ChoiceInteraction | ia.OrderInteraction:
            return kind(**common, **choices, **shuffle, **side, simple_choices=draw(SIMPLE))
        case ia.HottextInteraction:
            text = draw(PLAIN)
            content = (
                f'<p>Pilih <a href="hottext:T1">{escape(text, quote=False)}</a> atau <a href="hottext:T2"><u>dua</u></a></p>'
            )
            hottexts = (ia.Hottext("T1", text), ia.Hottext("T2", "dua"))
            return kind(**common, **choices, content=clean_html(content), hottexts=hottexts)
        case ia.ExtendedTextInteraction:
            words = draw(st.sampled_from([(0, 0), (1, 0), (20, 300)]))
            lines = draw(st.none() | st.integers(1, 30))
            return kind(**common, expected_lines=lines, placeholder="Tulis", min_words=words[0], max_words=words[1])
        case ia.MatchInteraction:
            presentation = draw(st.sampled_from(["grid", "pairs"]))
            targets = draw(_joining(("X", "Y")))
            return kind(**common, **pairs, **shuffle, sources=draw(_joining()), targets=targets, presentation=presentation)
        case ia.AssociateInteraction:
            return kind(**common, **pairs, **shuffle, choices=draw(_joining()))
        case ia.GapMatchInteraction:
            content = '<p>Satu <img src="gap:G1"> dua <img src="gap:G2">.</p>'
            gaps = (ia.Gap("G1", draw(FLAGS), draw(st.sampled_from([(), ("A",)]))), ia.Gap("G2"))
            return kind(**common, **pairs, **shuffle, content=content, choices=draw(_joining()), gaps=gaps)
        case ia.HotspotInteraction | ia.GraphicOrderInteraction:
            return kind(**common, **choices, **picture, hotspots=draw(_spots()))
        case ia.SelectPointInteraction:
            return kind(**common, **choices, **picture)
        case ia.GraphicAssociateInteraction:
            return kind(**common, **pairs, **picture, hotspots=draw(_spots(joined=True)))
        case ia.GraphicGapMatchInteraction:
            pieces = draw(_joining(content=_ESCAPED.map(clean_html) | st.just(PICTURE_HTML)))
            return kind(**common, **pairs, **picture, **shuffle, choices=pieces, hotspots=draw(_spots(joined=True)))
        case ia.PositionObjectInteraction:
            movable = ia.Picture("pin_2.png", 20, 20, "Penanda")
            return kind(**common, **choices, **picture, movable=movable, centre=draw(st.tuples(*[st.integers(0, 20)] * 2)))
        case ia.DrawingInteraction:
            return kind(**common, **picture)
        case ia.SliderInteraction:
            labels = draw(st.sampled_from([(), ("Tidak <setuju>", "Setuju")]))
            more = {"show_steps": draw(FLAGS), "reverse": draw(FLAGS), "step_labels": labels}
            base_type, step = draw(st.sampled_from([("integer", "2"), ("float", "0.5")]))
            return kind(**common, **side, **more, lower_bound="-4", upper_bound="10", step=step, base_type=base_type)
        case ia.MediaInteraction:
            more = {
                "autostart": draw(FLAGS),
                "loop": draw(FLAGS),
                "transcript": draw(st.just("") | _ESCAPED.map(clean_html)),
                "alt": draw(st.just("") | PLAIN),
            }
            size = draw(st.sampled_from([(0, 0), (320, 40)]))
            return kind(
                **common,
                **more,
                name="suara.wav",
                kind="audio",
                width=size[0],
                height=size[1],
                max_plays=most,
                min_plays=least,
            )
        case _:
            types = tuple(each for each in FILE_KINDS if draw(FLAGS))
            return ia.UploadInteraction(**common, media_types=types, max_bytes=draw(st.integers(1, 4 * 2**20)))


@st.composite
def inlines(draw: st.DrawFn, response: str) -> ia.InlineInteraction:
    """One interaction inside a line."""
    label = draw(st.just("") | PLAIN)
    if draw(FLAGS):
        return ia.InlineChoiceInteraction(response, draw(INLINE_CHOICES), draw(FLAGS), draw(FLAGS), label)
    base_type = draw(st.sampled_from(["string", "integer", "float"]))
    mask = draw(st.sampled_from(["", "[A-Z]{3}"]))
    length = draw(st.none() | st.integers(1, 40))
    return ia.TextEntryInteraction(
        response, base_type, length, mask, "Tiga huruf" if mask else "", "isi", label, draw(FLAGS)
    )


@st.composite
def items(draw: st.DrawFn, identifier: str, stimulus: str = "") -> AssessmentItem:
    """An item with inline and block interactions, in the order of its texts."""
    inside = [draw(inlines(f"I{number}")) for number in range(draw(st.integers(0, 2)))]
    outside = [draw(blocks(f"R{number}")) for number in range(draw(st.integers(0 if inside else 1, 2)))]
    places = "".join(f' <img src="interaction:{each.response_identifier}">' for each in inside)
    body = " ".join(filter(None, [draw(HTML), f"<p>Isi:{places}</p>" if inside else ""]))
    title = draw(PLAIN)
    return AssessmentItem(identifier, title, draw(st.sampled_from(["id", "en"])), body, (*inside, *outside), stimulus)


def key_of(item: AssessmentItem, tags: tuple[str, str, int, str], weight: Decimal) -> ItemKey:
    """An item that people judge: every response is declared, none of them is right."""
    declared = []
    for each in item.interactions:
        cardinality, base_type = shape_of(each)
        declared.append(ResponseDeclaration(each.response_identifier, cardinality, base_type))
    score = OutcomeDeclaration("SCORE", normal_maximum=Decimal(10), external=True)
    processing = QtiProcessing(tuple(declared), (score,), (), Decimal(10), weight, by_people=True)
    several = any(each.cardinality != "single" for each in declared)
    aspect, competency, level, regulation = tags
    return ItemKey(
        item.identifier, "S", aspect, competency, level, regulation, "multiple" if several else "single", processing
    )


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A test of one section with a group, a stimulus, limits, tools and a key with cut scores."""
    with_stimulus = draw(FLAGS)
    stimuli = (AssessmentStimulus("S-1", "Bacaan", "id", draw(HTML) or "<p>x</p>"),) if with_stimulus else ()
    made = (draw(items("BUTIR-1", "S-1" if with_stimulus else "")), draw(items("BUTIR-2")))
    groups = (ItemGroup("G", select=1, shuffle=draw(FLAGS), keep_together=draw(FLAGS), fixed=draw(FLAGS)),)
    refs = (
        AssessmentItemRef("BUTIR-1", ("aspect:umum", "topik"), fixed=draw(FLAGS)),
        AssessmentItemRef("BUTIR-2", required=draw(FLAGS), group="G"),
    )
    tools = draw(st.sampled_from([(), ("notes", "calculator-basic", "ruler"), ("calculator-scientific", "highlighter")]))
    section = AssessmentSection(
        "S",
        draw(PLAIN),
        refs,
        instructions=draw(HTML),
        shuffle=draw(FLAGS),
        select=draw(st.sampled_from([None, 1, 2])),
        time_limits=TimeLimits(draw(st.none() | st.integers(1, 7200))),
        groups=groups,
        tools=tools,
        references=("S-1",) if with_stimulus else (),
        item_session_control=draw(st.none() | st.just(ItemSessionControl(False, True, True, 0))),
    )
    modes = draw(st.sampled_from([("linear", "individual"), ("nonlinear", "simultaneous")]))
    part = TestPart("P", (section,), *modes, ItemSessionControl(allow_review=draw(FLAGS)))
    limits = TimeLimits(draw(st.none() | st.integers(60, 7200)), draw(st.none() | st.integers(1, 60)))
    test = AssessmentTest("UJIAN", draw(PLAIN), "id", draw(PLAIN), (part,), limits, draw(HTML))
    tags = draw(st.sampled_from([("umum", "", 0, ""), ("teknis", "T.05 Administrasi", 3, "Peraturan & <uji>")]))
    keys = (key_of(made[0], tags, Decimal(1)), key_of(made[1], tags, Decimal("2.5")))
    return Draft(
        test, made, _key(test, keys, draw(st.none() | st.just(Decimal("1.5")))), _used(made, test, stimuli), stimuli
    )


def _key(test: AssessmentTest, keys: tuple[ItemKey, ...], cut: Decimal | None) -> AnswerKey:
    (section,) = test.sections()
    placed = tuple(
        replace(key, categories=ref.categories, groups=groups_around(section, ref)[:-1])
        for key, ref in zip(keys, section.item_refs, strict=True)
    )
    return AnswerKey(
        "lontar.answer-key/1",
        "",
        test.identifier,
        test.title,
        test.version,
        (Grouping("S", section.title, cut),),
        (Grouping(keys[0].aspect, "Aspek itu", cut),),
        placed,
        None if cut is None else CutScores("Peraturan uji", "2026-01-01", Decimal(4)),
    )


def _used(*shown: object) -> dict[str, Medium]:
    text = repr(shown)
    return {name: medium for name, medium in MEDIA.items() if name in text}
