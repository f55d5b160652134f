"""A pamphlet becomes HTML: templates for structure, a theme for the look, fonts that are the same everywhere."""


class FontProblem(Exception):
    """A family that a theme asks for is not installed; the message says which."""
