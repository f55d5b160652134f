"""Several articles that arrive together become one: each is a chapter, or the chapters that it has."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TypeVar

from pamphlet.intake.article import Article, Author, Chapter, Fates, Remark, Tally, guessed, left_out, question
from pamphlet.intake.blocks import Figure, Paragraph
from pamphlet.intake.runs import Emphasis, NoteCall, run_of

_T = TypeVar("_T")


def joined(articles: Mapping[str, Article]) -> tuple[Article, dict[str, tuple[Remark, ...]]]:
    """One article of several, by the names of their files and in their order; and what was done to each to make it.

    It has no title: those of its parts are the titles of its chapters.  Notes and pictures of the second and further
    ones have their number in front of their labels and names, so that no two are called alike.  The article holds
    no remarks.
    """
    parts = [_numbered(article, number) for number, article in enumerate(articles.values(), 1)]
    remarks: dict[str, list[Remark]] = {name: [] for name in articles}
    chapters = [
        chapter
        for (name, said), part in zip(remarks.items(), parts, strict=True)
        for chapter in _chapters(part, parts[0].language, PurePath(name).stem, said)
    ]
    fates = [part.fates for part in parts if part.fates is not None]
    article = Article(
        source="\n".join(part.source for part in parts),
        tally=_sum([part.tally for part in parts]),
        title=None,
        subtitle=None,
        authors=_authors(parts),
        chapters=tuple(chapters),
        notes=tuple(note for part in parts for note in part.notes),
        fates=_one_list(fates) if fates else None,
        back=tuple(section for part in parts for section in part.back),
        remarks=(),
        front=tuple(section for part in parts for section in part.front),
        pictures={name: data for part in parts for name, data in part.pictures.items()},
        language=parts[0].language,
    )
    for number, (name, part) in enumerate(zip(articles, parts, strict=True)):
        remarks[name] += _on_list_of_people(part, article)
        remarks[name] += _on_authors(part, article, parts[:number])
    return article, {name: tuple(said) for name, said in remarks.items()}


def _numbered(article: Article, number: int) -> Article:
    """An article whose notes and pictures no other has: from the second on they have its number before them."""
    if number == 1:
        return article
    labels = {note.label: f"{number}-{note.label}" for note in article.notes}
    names = {name: f"{number}-{name}" for name in article.pictures}
    renamed = _renamed(article, labels, names)
    return dataclasses.replace(
        renamed,
        notes=tuple(dataclasses.replace(note, label=labels[note.label]) for note in renamed.notes),
        pictures={names[name]: data for name, data in article.pictures.items()},
    )


def _renamed(value: _T, labels: Mapping[str, str], names: Mapping[str, str]) -> _T:
    """A value of the article's kinds with the calls and figures in it led elsewhere."""
    match value:
        case NoteCall():
            return dataclasses.replace(value, label=labels.get(value.label, value.label))
        case Figure():
            led = dataclasses.replace(value, picture=names.get(value.picture, value.picture))
            return dataclasses.replace(led, caption=_renamed(value.caption, labels, names))
        case tuple():
            return type(value)(_renamed(inner, labels, names) for inner in value)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = (field.name for field in dataclasses.fields(value))
            return dataclasses.replace(
                value, **{name: _renamed(getattr(value, name), labels, names) for name in fields}
            )
        case _:
            return value


def _chapters(part: Article, language: str, stem: str, remarks: list[Remark]) -> tuple[Chapter, ...]:
    """The chapters of one article, each with a title; the first has what else stood on the title page."""
    first, *others = part.chapters
    if part.title is not None and not first.title:
        first = dataclasses.replace(first, title=run_of(part.title.text))
    elif part.title is not None:
        reason = "the title of the file: its chapters have their own, and the pamphlet has one for all its files"
        remarks.append(left_out(part.title.line, part.title.text, reason))
    if not first.title:
        first = dataclasses.replace(first, title=run_of(stem))
        remarks.append(question(0, f"the chapter has no title: it is called after its file, “{stem}”"))
    if part.subtitle is not None:
        under = Paragraph(line=part.subtitle.line, words=(Emphasis(words=run_of(part.subtitle.text)),))
        first = dataclasses.replace(first, blocks=(under, *first.blocks))
        remarks.append(guessed(part.subtitle.line, "the subtitle is a paragraph under the chapter's title"))
    own = part.language if part.language != language else ""
    return tuple(dataclasses.replace(chapter, language=chapter.language or own) for chapter in (first, *others))


def _authors(parts: Iterable[Article]) -> tuple[Author, ...]:
    """Everybody who wrote one, with what is said of them where they come first."""
    authors: dict[str, Author] = {}
    for part in parts:
        for author in part.authors:
            authors.setdefault(author.name, author)
    return tuple(authors.values())


def _sum(tallies: Iterable[Tally]) -> Tally:
    counted = [dataclasses.asdict(tally) for tally in tallies]
    return Tally(**{key: sum(each[key] for each in counted) for key in counted[0]})


def _one_list(fates: Sequence[Fates]) -> Fates:
    """The lists of people put behind one another, under the title of the first."""
    return Fates(
        line=fates[0].line,
        title=fates[0].title,
        introduction=tuple(block for each in fates for block in each.introduction),
        entries=tuple(entry for each in fates for entry in each.entries),
        closing=tuple(block for each in fates for block in each.closing),
    )


def _on_list_of_people(part: Article, whole: Article) -> Iterator[Remark]:
    if part.fates is not None and whole.fates is not None and part.fates.title != whole.fates.title:
        yield left_out(part.fates.line, part.fates.title, f"the people of all files are under “{whole.fates.title}”")


def _on_authors(part: Article, whole: Article, before: Sequence[Article]) -> Iterator[Remark]:
    """The title page names everybody once; who wrote which chapter is for a person to say."""
    named = {author.name for other in before for author in other.authors}
    for author in part.authors:
        if author.name in named:
            said = f"{author.name} {author.about}".strip()
            yield left_out(author.line, said, "the title page names each author once")
    if part.authors and len(part.authors) < len(whole.authors):
        names = " and ".join(author.name for author in part.authors)
        asked = f"this is by {names}: should its chapter say so? The title page names all authors together"
        yield question(part.authors[0].line, asked)
