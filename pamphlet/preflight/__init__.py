"""Finished files become findings: what a copier, a print shop, a bookshop or a reader would do with them."""
