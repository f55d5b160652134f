"""What a folder was asked becomes a testimony, and whether the folder would still say the same is asked later."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pamphlet.workspace import FileProblem, Folder


class Question(NamedTuple):
    """What is asked of a folder: `bytes` of a file, whether it `exists`, the `names` of files, the `folders`."""

    kind: str
    name: str
    suffixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """All that a folder was asked, in that order, and the SHA-256 of each answer, in hexadecimal."""

    answers: tuple[tuple[Question, str], ...]

    def holds(self, ask: Callable[[Question], str]) -> bool:
        """Whether each question has the same answer once more; `ask` gives the digest of an answer."""
        return all(ask(question) == answer for question, answer in self.answers)


def asker(folder: Folder) -> Callable[[Question], str]:
    """What puts questions to a folder, each of them once, and gives the digest of the answer."""
    known: dict[Question, str] = {}
    witness = Witness(folder)

    def ask(question: Question) -> str:
        if question not in known:
            known[question] = witness.asked(question)
        return known[question]

    return ask


class Witness:
    """A folder that remembers what it was asked, and what it said."""

    def __init__(self, folder: Folder) -> None:
        """Put all questions to this folder."""
        self._folder = folder
        self._answers: dict[Question, str] = {}
        self.read: dict[str, str] = {}
        """The SHA-256 of each file that was read, in hexadecimal, by its name."""
        self.is_changed = False
        """Whether a file of the folder was rewritten: what it said before is then no longer so."""

    @property
    def testimony(self) -> Testimony:
        """What was asked so far."""
        return Testimony(answers=tuple(self._answers.items()))

    @property
    def label(self) -> str:
        """The folder's name as the user gave it."""
        return self._folder.label

    def exists(self, name: str = ".") -> bool:
        """Whether a file or folder of that name is there."""
        there = self._folder.exists(name)
        self._answers[Question("exists", name)] = digest_of(repr(there).encode())
        return there

    def names(self, folder: str, suffixes: frozenset[str]) -> tuple[str, ...]:
        """The files of a folder in it with one of the suffixes, as `folder/file`, sorted."""
        found = self._folder.names(folder, suffixes)
        self._answers[Question("names", folder, tuple(sorted(suffixes)))] = _digest_of_names(found)
        return found

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders in a folder, as `folder/name`, sorted; hidden ones are left out."""
        found = self._folder.folders(folder)
        self._answers[Question("folders", folder)] = _digest_of_names(found)
        return found

    def text_size(self) -> int:
        """How many bytes its text files have, which is no question: it changes nothing of what is made."""
        return self._folder.text_size()

    def read_bytes(self, name: str, suffixes: frozenset[str]) -> bytes:
        """A file's bytes.  Raises FileProblem."""
        question = Question("bytes", name, tuple(sorted(suffixes)))
        try:
            data = self._folder.read_bytes(name, suffixes)
        except FileProblem as problem:
            self._answers[question] = f"{type(problem).__name__} {problem}"
            raise
        self.read[name] = self._answers[question] = digest_of(data)
        return data

    def rewrite(self, name: str, data: bytes) -> None:
        """Give a file that is there other bytes, whole or not at all.  Raises FileProblem."""
        self._folder.rewrite(name, data)
        self.is_changed = True

    def asked(self, question: Question) -> str:
        """The digest of the folder's answer to a question."""
        kind, name, suffixes = question
        if kind == "exists":
            self.exists(name)
        elif kind == "names":
            self.names(name, frozenset(suffixes))
        elif kind == "folders":
            self.folders(name)
        else:
            with contextlib.suppress(FileProblem):  # which is an answer too
                self.read_bytes(name, frozenset(suffixes))
        return self._answers[question]


def digest_of(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _digest_of_names(names: Iterable[str]) -> str:
    return digest_of("\0".join(names).encode(errors="surrogateescape"))
