"""The hostile and odd manuscripts, all of them."""

from __future__ import annotations

from drawings import DRAWINGS
from folders import FOLDERS
from photographs import PHOTOGRAPHS
from tables import LISTS, SETTINGS_FILES
from texts import TEXTS
from themes import THEMES
from trial import Case

CASES: tuple[Case, ...] = (*TEXTS, *DRAWINGS, *PHOTOGRAPHS, *SETTINGS_FILES, *LISTS, *THEMES, *FOLDERS)
