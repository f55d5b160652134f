"""The process that pulls proofs: what it is asked for it gives, and where it dies another takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from small import SMALL

from pamphlet.interface.premises import silent
from pamphlet.preview.hand import Hand
from pamphlet.preview.proofs import Reading, ReadOver, Spoilt
from pamphlet.workshop import Workshop
from pamphlet.workspace import DiskFolder


def test_a_hand_that_dies_is_followed_by_another(tmp_path: Path, workshop: Callable[..., Workshop]) -> None:
    """What was asked of the dead one is told to have failed; what is asked next is answered."""
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    shop = replace(workshop(tmp_path), folder=DiskFolder(tmp_path), announce=silent)

    async def used() -> tuple[object, object]:
        hand = Hand(shop)
        try:
            asked = asyncio.create_task(hand.ask(ReadOver(state=0)))
            await asyncio.sleep(0)
            hand._process.kill()
            return await asked, await hand.ask(ReadOver(state=1))
        finally:
            hand.end()
            left.append(Path(hand._folder.name))

    left: list[Path] = []
    first, second = asyncio.run(used())
    assert [folder.exists() for folder in left] == [False]
    assert isinstance(first, Spoilt)
    assert "ended without a word" in first.message
    assert isinstance(second, Reading)
    assert second.state == 1
