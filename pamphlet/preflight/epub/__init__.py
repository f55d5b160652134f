"""EPUBs become findings: what a reader's device, a shop or a screen reader would do with them."""
