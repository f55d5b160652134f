"""Parts that were changed, and the pages on which parts stood, become the stretch of pages to lay out first."""

from __future__ import annotations

from dataclasses import dataclass

from pamphlet.preview.proofs import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Parts to lay out from page `first` on, in place of the pages from there to `last`, for the sake of one of them.

    `changed` is that one.  The part after it comes along where it shared its last page, so that this page is full.
    """

    changed: str
    parts: tuple[str, ...]
    first: int
    last: int


def stretch_for(changed: tuple[str, ...], order: tuple[str, ...], made: Made, page: int) -> Stretch | None:
    """The stretch of the changed part that stands on a page, else of the first that was changed; None without one.

    `order` are all parts as they are now, `made` says where they stood.  A stretch begins where a page opens something:
    any other page would look otherwise if it were the first.
    """
    pages = made.parts
    known = [part for part in changed if part in pages]
    if not known:
        return None
    chosen = next((part for part in known if pages[part][0] <= page <= pages[part][1]), known[0])
    placed = [part for part in order if part in pages]
    begin = end = placed.index(chosen)
    while begin and (
        pages[placed[begin - 1]][1] == pages[placed[begin]][0] or pages[placed[begin]][0] not in made.openings
    ):
        begin -= 1
    if end + 1 < len(placed) and pages[placed[end + 1]][0] == pages[chosen][1]:
        end += 1
    return Stretch(
        changed=chosen, parts=tuple(placed[begin : end + 1]), first=pages[placed[begin]][0], last=pages[chosen][1]
    )
