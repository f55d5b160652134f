"""The sub-editor: a manuscript that was read becomes findings, one rule a slug, and nothing else changes."""
