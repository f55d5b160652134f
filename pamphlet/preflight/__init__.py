"""Finished files become findings: what a copier, a print shop or a reader would do with them."""
