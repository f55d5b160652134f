"""A manuscript becomes a stack of stapled pamphlets and the same pamphlet on a phone.

What scripts may count on is in `__all__`, and the manual tells of it, under “From Python”.  Each name is
loaded when it is first asked for, so that `pamphlet --help` need not wait for the layout engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "Built",
    "ClusterProblem",
    "Diagnostic",
    "Distribution",
    "Edition",
    "FileProblem",
    "FontProblem",
    "Imported",
    "Outcome",
    "OutputProblem",
    "Product",
    "Purpose",
    "Refused",
    "Report",
    "Severity",
    "WrongUsage",
    "build_editions",
    "check_manuscript",
    "distribute_branches",
    "import_articles",
    "preflight_file",
]

if TYPE_CHECKING:
    from pamphlet.diagnostics import Diagnostic, Refused, Severity
    from pamphlet.distribution.cluster import ClusterProblem
    from pamphlet.distribution.distribute import Outcome
    from pamphlet.editions.product import Edition, Product
    from pamphlet.interface import WrongUsage
    from pamphlet.interface.building import Built, build_editions
    from pamphlet.interface.checking import check_manuscript
    from pamphlet.interface.distributing import Distribution, distribute_branches
    from pamphlet.interface.importing import Imported, import_articles
    from pamphlet.interface.preflighting import preflight_file
    from pamphlet.preflight.pdf.purpose import Purpose
    from pamphlet.preflight.report import Report
    from pamphlet.publishing import OutputProblem
    from pamphlet.typeset import FontProblem
    from pamphlet.workspace import FileProblem
else:
    _HOMES = {
        "diagnostics": ("Diagnostic", "Refused", "Severity"),
        "distribution.cluster": ("ClusterProblem",),
        "distribution.distribute": ("Outcome",),
        "editions.product": ("Edition", "Product"),
        "interface": ("WrongUsage",),
        "interface.building": ("Built", "build_editions"),
        "interface.checking": ("check_manuscript",),
        "interface.distributing": ("Distribution", "distribute_branches"),
        "interface.importing": ("Imported", "import_articles"),
        "interface.preflighting": ("preflight_file",),
        "preflight.pdf.purpose": ("Purpose",),
        "preflight.report": ("Report",),
        "publishing": ("OutputProblem",),
        "typeset": ("FontProblem",),
        "workspace": ("FileProblem",),
    }

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"pamphlet.{home}"), name)
        raise AttributeError(f"module `pamphlet` has no attribute `{name}`")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
