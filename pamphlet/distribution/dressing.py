"""A pamphlet and a branch become the branch's pamphlet: the same inside, with its covers and its imprint."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from pamphlet.apparatus.parts import CODE_PICTURE, Pamphlet
from pamphlet.branch import Branch
from pamphlet.manuscript.picture import Picture
from pamphlet.manuscript.pictures import read_picture
from pamphlet.settings import Settings
from pamphlet.typeset.code import code_drawing
from pamphlet.typeset.cover_words import cover_words
from pamphlet.typeset.templates import web_address


def for_branch(pamphlet: Pamphlet, branch: Branch, logo: Picture | None) -> Pamphlet:
    """The pamphlet of a branch; its pictures have the logo too."""
    images = pamphlet.images if logo is None else {**pamphlet.images, branch.logo: logo}
    return replace(pamphlet, branch=branch, images=images, settings=_settings(pamphlet.settings, branch))


def on_paper(pamphlet: Pamphlet) -> Pamphlet:
    """The same with the code of its address among the pictures: on a screen the address itself is a link."""
    return replace(pamphlet, images={**pamphlet.images, **code_pictures(pamphlet)})


def code_pictures(pamphlet: Pamphlet) -> Mapping[str, Picture]:
    """The code of the branch's address, else of the web edition's, by its name; none where neither is known."""
    address = code_address(pamphlet.branch, pamphlet.settings) if pamphlet.branch else ""
    return {CODE_PICTURE: read_picture(code_drawing(address))} if address else {}


def code_address(branch: Branch, settings: Settings) -> str:
    """Where the code on the back cover of a branch leads; empty for nowhere."""
    written = branch.web or settings.editions.web.address
    return web_address(written) if written else ""


def identifier_of(identifier: str, slug: str) -> str:
    """The identifier of a branch's edition: always the same for the same pamphlet and branch (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{identifier}#{slug}").urn


def _settings(settings: Settings, branch: Branch) -> Settings:
    """The settings with what a branch has instead; the ISBN of the ebook is that of the edition without a branch."""
    words, printer = cover_words(branch.language), branch.printed_by
    imprint = replace(
        settings.imprint,
        printer=words.printing(printer, branch.copies) if printer else settings.imprint.printer,
        promoter=branch.promoter or settings.imprint.promoter,
    )
    return replace(
        settings,
        identifier=identifier_of(settings.identifier, branch.slug),
        cover_line=branch.cover_line or settings.cover_line,
        imprint=imprint,
        editions=replace(settings.editions, epub=replace(settings.editions.epub, isbn="")),
    )
