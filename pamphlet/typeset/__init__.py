"""A pamphlet becomes HTML: templates for structure, a theme for the look, fonts that are the same everywhere."""
