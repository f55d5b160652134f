"""The operators of a content stream become marks in a tally: an interpreter of the graphics state.

It follows ISO 32000-1, annex A, as far as ink, size and place are concerned, into Form XObjects and
tiling patterns.  What cannot be understood is passed over and noted; work and depth have limits.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, ClassVar

import pikepdf

from pamphlet.preflight.pdf.colours import CMYK, GREY, RGB, Colour, Kind, Space, space_of
from pamphlet.preflight.pdf.examined import Mark
from pamphlet.preflight.pdf.faces import NO_FACE
from pamphlet.preflight.pdf.geometry import IDENTITY, chained, height_of
from pamphlet.preflight.pdf.graphics import Outline, State, unit_square
from pamphlet.preflight.pdf.objects import UNREADABLE, entry, identity, items, matrix_of, number, word
from pamphlet.preflight.pdf.pen import Does, Pen, last, six
from pamphlet.preflight.pdf.placed_pictures import inline_picture, place_picture
from pamphlet.preflight.pdf.shared import Shared
from pamphlet.preflight.pdf.tally import Tally

DEEPEST = 12
"""Forms within forms are followed so far."""


class Painter(Pen):
    """Follows one content stream; forms and patterns get a painter of their own.

    `within` are the forms that it is painted in; `tagged`: what it shows belongs to a tag outside of it.
    """

    def __init__(  # noqa: PLR0913  # the first four are where and how, the rest is what it is nested in
        self,
        tally: Tally,
        shared: Shared,
        resources: Any,
        state: State,
        *,
        within: tuple[tuple[int, int], ...] = (),
        tagged: bool = False,
        located: bool = True,
    ) -> None:
        """Begin with a state: that of an empty page, or of the place where a form is painted."""
        super().__init__(tally, state, located=located)
        self._shared, self._resources = shared, resources
        self._base = state.matrix
        self._text = IDENTITY
        self._tags: list[bool] = []
        self._within, self._tagged = within, tagged

    def run(self, stream: Any) -> None:
        """Paint what a page, a form or a pattern says."""
        for instruction in self._instructions(stream):
            if not self._shared.spend():
                return
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline_picture(instruction)
                continue
            does = self.OPERATORS.get(self._operator(instruction))
            if does is not None:
                does(self, list(instruction.operands))

    def _instructions(self, stream: Any) -> Iterable[Any]:
        """The operators of a stream with their operands; those before the place where it breaks off."""
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            try:
                found: Iterable[Any] = pikepdf.parse_content_stream(stream)
            except UNREADABLE:
                self._tally.damaged = True
                return ()
        self._tally.damaged |= bool(told)
        return found

    def _operator(self, instruction: Any) -> str:
        try:
            return str(instruction.operator)
        except UnicodeDecodeError:
            self._tally.damaged = True
            return ""

    def _graphics_state(self, operands: list[Any]) -> None:
        settings = entry(entry(self._resources, "/ExtGState"), word(last(operands)))
        state = self._state
        state.fill_alpha = number(entry(settings, "/ca"), state.fill_alpha)
        state.stroke_alpha = number(entry(settings, "/CA"), state.stroke_alpha)
        state.line_width = number(entry(settings, "/LW"), state.line_width)
        mask, blend, font = (entry(settings, key) for key in ("/SMask", "/BM", "/Font"))
        if mask is not None:
            state.soft_mask = not isinstance(mask, pikepdf.Name)
        if blend is not None:
            state.blend = word(next(iter(items(blend)), blend))
        if len(items(font)) == 2:
            self._set_font(items(font)[0], number(items(font)[1]))

    # -- colour

    def _fill_space(self, operands: list[Any]) -> None:
        self._state.fill_space = self._shared.space(last(operands), self._resources)
        self._state.fill = self._state.fill_space.first

    def _stroke_space(self, operands: list[Any]) -> None:
        self._state.stroke_space = self._shared.space(last(operands), self._resources)
        self._state.stroke = self._state.stroke_space.first

    def _fill(self, operands: list[Any]) -> None:
        self._state.fill = self._colour(self._state.fill_space, operands)

    def _stroke(self, operands: list[Any]) -> None:
        self._state.stroke = self._colour(self._state.stroke_space, operands)

    def _fill_device(self, operands: list[Any], space: Space) -> None:
        self._state.fill_space, self._state.fill = space, self._colour(space, operands)

    def _stroke_device(self, operands: list[Any], space: Space) -> None:
        self._state.stroke_space, self._state.stroke = space, self._colour(space, operands)

    def _colour(self, space: Space, operands: list[Any]) -> Colour:
        if isinstance(last(operands), pikepdf.Name):
            return self._pattern(entry(entry(self._resources, "/Pattern"), word(last(operands))))
        return space.colour([number(operand) for operand in operands])

    def _pattern(self, pattern: Any) -> Colour:
        """A pattern counts with the colours that it is made of."""
        if entry(pattern, "/Shading") is not None:
            return Colour(space_of(entry(entry(pattern, "/Shading"), "/ColorSpace"), self._resources).kind)
        if isinstance(pattern, pikepdf.Stream) and number(entry(pattern, "/PaintType"), 1) == 1:
            state = State(matrix=self._base, clip=self._state.clip)
            self._descend(pattern, state, tagged=True, located=False)
        return Colour(Kind.PATTERN)

    def _shading(self, operands: list[Any]) -> None:
        shading = entry(entry(self._resources, "/Shading"), word(last(operands)))
        colour = Colour(space_of(entry(shading, "/ColorSpace"), self._resources).kind)
        self._see_through()
        self._paint(Mark.DRAWING, colour, self._state.clip)

    # -- text

    def _begin_text(self, operands: list[Any]) -> None:
        del operands
        self._text = IDENTITY

    def _text_matrix(self, operands: list[Any]) -> None:
        self._text = six(operands)

    def _font(self, operands: list[Any]) -> None:
        name = word(operands[0]) if operands else ""
        self._set_font(entry(entry(self._resources, "/Font"), name), number(last(operands)))

    def _set_font(self, font: Any, size: float) -> None:
        self._state.face = self._shared.face(font) if font is not None else NO_FACE
        self._state.font_size = abs(size)

    def _text_mode(self, operands: list[Any]) -> None:
        self._state.text_mode = int(number(last(operands)))

    def _show(self, operands: list[Any]) -> None:
        shown = last(operands)
        strings = [bytes(one) for one in (items(shown) or (shown,)) if isinstance(one, pikepdf.String)]
        state, face = self._state, self._state.face
        codes = b"".join(strings)
        glyphs = len(codes) // (2 if face.wide else 1)
        if not glyphs:
            return
        if state.hides_text:
            self._tally.hidden += glyphs
            return
        self._see_through()
        self._tally.faces[face.key] = face
        if face.by_glyph and b"\0\0" in codes:
            self._tally.missing[face.key] += sum(not any(codes[at : at + 2]) for at in range(0, len(codes) - 1, 2))
        self._tally.text(
            face.key,
            0.0 if face.drawn else state.font_size * height_of(chained(self._text, state.matrix)),
            state.fill if state.fills_text else state.stroke,
            glyphs=glyphs,
            tagged=self._tagged or any(self._tags),
        )

    # -- pictures, forms, tags

    def _do(self, operands: list[Any]) -> None:
        drawn = entry(entry(self._resources, "/XObject"), word(last(operands)))
        match word(entry(drawn, "/Subtype")):
            case "/Image":
                self._picture(drawn)
            case "/Form":
                self._form(drawn)
            case _:
                pass

    def _picture(self, image: Any) -> None:
        picture = place_picture(image, self._state.matrix, self._state.fill, self._resources)
        if entry(image, "/SMask") is not None:
            self._tally.transparency.add("soft masks")
        self._see_through()
        self._tally.pictures.add(picture)
        self._paint(Mark.PICTURE, picture.colour, unit_square(self._state.matrix).shared(self._state.clip))

    def _inline_picture(self, instruction: pikepdf.ContentStreamInlineImage) -> None:
        picture = inline_picture(instruction.iimage, self._state.matrix, self._state.fill, self._resources)
        self._tally.pictures.add(picture)
        self._paint(Mark.PICTURE, picture.colour, unit_square(self._state.matrix).shared(self._state.clip))

    def _form(self, form: Any) -> None:
        self._tally.groups |= word(entry(entry(form, "/Group"), "/S")) == "/Transparency"
        self._see_through()
        state = self._state.kept()
        tagged = self._tagged or any(self._tags) or entry(form, "/StructParents") is not None
        self._descend(form, state, tagged=tagged, located=True)

    def _descend(self, form: Any, state: State, *, tagged: bool, located: bool) -> None:
        mark = identity(form)
        if mark is not None and mark in self._within:
            return
        if len(self._within) >= DEEPEST:
            self._shared.exhausted = True
            return
        if not isinstance(form, pikepdf.Stream):
            return
        state.matrix = chained(matrix_of(entry(form, "/Matrix")), state.matrix)
        corners = [number(one) for one in items(entry(form, "/BBox"))]
        if len(corners) == 4:
            frame = Outline()
            frame.begin(corners[0], corners[1])
            frame.extend((corners[2], corners[1]), (corners[2], corners[3]), (corners[0], corners[3]))
            state.clip = state.clip.shared(frame.boxes(state.matrix)[0])
        resources = entry(form, "/Resources")
        inner = Painter(
            self._tally, self._shared, self._resources if resources is None else resources, state,
            within=(*self._within, mark or (0, 0)), tagged=tagged, located=located and self._located,
        )  # fmt: skip
        inner.run(form)

    def _begin_tag(self, operands: list[Any]) -> None:
        name = word(operands[0]) if operands else ""
        held = operands[1] if len(operands) > 1 else None
        if isinstance(held, pikepdf.Name):
            held = entry(entry(self._resources, "/Properties"), word(held))
        if len(self._tags) < 1000:
            self._tags.append(name == "/Artifact" or entry(held, "/MCID") is not None)

    def _end_tag(self, operands: list[Any]) -> None:
        del operands
        if self._tags:
            self._tags.pop()

    OPERATORS: ClassVar[Mapping[str, Does]] = {
        **Pen.OPERATORS,
        "gs": _graphics_state,
        "g": partial(_fill_device, space=GREY), "G": partial(_stroke_device, space=GREY),
        "rg": partial(_fill_device, space=RGB), "RG": partial(_stroke_device, space=RGB),
        "k": partial(_fill_device, space=CMYK), "K": partial(_stroke_device, space=CMYK),
        "cs": _fill_space, "CS": _stroke_space, "sc": _fill, "scn": _fill, "SC": _stroke, "SCN": _stroke,
        "sh": _shading,
        "BT": _begin_text, "Tm": _text_matrix, "Tf": _font, "Tr": _text_mode,
        **dict.fromkeys(("Tj", "TJ", "'", '"'), _show),
        "Do": _do, "BDC": _begin_tag, "BMC": _begin_tag, "EMC": _end_tag,
    }  # fmt: skip
