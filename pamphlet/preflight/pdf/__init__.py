"""PDFs become findings: what a copier, a print shop or a reader of the screen would do with them."""
