"""A folder that changes becomes what the page shows, step by step.

Two hands are at work: the first reads the manuscript after each change and pulls at once what has
changed; the second lays out all pages behind it.  What one of them cannot make leaves the last good
pages as they are.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from watchfiles import awatch

from pamphlet.preview.hand import Hand
from pamphlet.preview.proofs import (
    Answer,
    LargePrint,
    MadeUp,
    MakeUp,
    Reading,
    ReadOver,
    SetLargePrint,
    SetWebPage,
    Spoilt,
    WebPage,
)
from pamphlet.preview.view import Tab, View
from pamphlet.workshop import Workshop

_QUIET = 30
"""In ms: an editor writes a file in several steps, and they are over when nothing happens for so long."""
_GATHERED = 200
"""In ms: as long are changes gathered that do not come to rest."""


class Showing:
    """What is shown of a manuscript, kept up to date while someone looks at it."""

    def __init__(self, workshop: Workshop, folder: Path) -> None:
        """Take the manuscript's workshop, and its folder to be watched."""
        self._workshop = workshop
        self._folder = folder
        self._changed = asyncio.Event()
        self._wanted = asyncio.Event()
        self._news = asyncio.Event()
        self._page = 1
        self._state = 0
        self.view = View()
        self.ended = False

    # -- for those who look ----------------------------------------------------------------------

    def look_at(self, tab: Tab, page: int) -> None:
        """Someone looks at a tab, and at a page of paper: what is seen is made first."""
        self._page = page
        if tab is not self.view.tab:
            self.view = replace(self.view, tab=tab)
            self._wanted.set()

    async def news(self) -> None:
        """Wait until something else is to be shown, or the preview ends."""
        await self._news.wait()

    def end(self) -> None:
        """Let go those who wait for news."""
        self.ended = True
        self._news.set()

    # -- at work ---------------------------------------------------------------------------------

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Follow the manuscript as long as this is entered."""
        quick, thorough = Hand(self._workshop), Hand(self._workshop)
        self._changed.set()
        work = (self._watch(), self._read(quick), self._make(thorough))
        tasks = [asyncio.create_task(each) for each in work]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            quick.end()
            thorough.end()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _watch(self) -> None:
        try:
            async for _ in awatch(self._folder, debounce=_GATHERED, step=_QUIET):
                self._state += 1
                self._changed.set()
        except (OSError, RuntimeError) as problem:  # too many files are watched on this machine, say
            self._show(Spoilt(message=f"changes cannot be seen, so start the preview again after each ({problem})"))

    async def _read(self, quick: Hand) -> None:
        """Read the manuscript after each change; once it is without errors, have all pages made."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            state = self._state
            order = ReadOver(state=state, made=self.view.made, page=self._page, web=self.view.tab is Tab.PHONE)
            answer = await quick.ask(order)
            self._show(answer)
            if isinstance(answer, Reading):
                self._wanted.set()

    async def _make(self, thorough: Hand) -> None:
        """Make what is shown and not there yet, or no longer as the manuscript is."""
        tried = -1
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            if self.view.sound > tried:
                tried = self.view.sound
                answer = await thorough.ask(MakeUp(state=tried))
                if self.view.sound > tried:
                    self._changed.set()  # what was pulled meanwhile stands upon other pages
                if self.view.sound == tried or not isinstance(answer, Spoilt):  # what was mended since is no error
                    self._show(answer)
            if self.view.made is None or self.view.made.state != self.view.sound:
                continue  # errors, or changes for which this is wanted again
            if self.view.tab is Tab.PHONE and not self.view.web_is_exact:
                self._show(await thorough.ask(SetWebPage()))
            elif self.view.tab is Tab.LARGE and not self.view.large_is_exact:
                self._show(await thorough.ask(SetLargePrint()))

    def _show(self, answer: Answer) -> None:
        """Show what came of an order."""
        match answer:
            case Reading():
                self.view = self.view.after_reading(answer)
            case MadeUp():
                self.view = self.view.made_up(answer)
            case WebPage():
                self.view = self.view.with_web_page(answer.data, exact=True)
            case LargePrint():
                self.view = self.view.with_large_print(answer)
            case Spoilt():
                self.view = self.view.spoilt(answer)
        waiting, self._news = self._news, asyncio.Event()
        waiting.set()
