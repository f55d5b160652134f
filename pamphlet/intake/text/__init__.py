"""A plain text becomes an article."""
