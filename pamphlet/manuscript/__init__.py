"""A folder of plain files becomes a Document: typed, immutable, every node knowing its place."""
