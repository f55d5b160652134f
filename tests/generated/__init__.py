"""Manuscripts made by chance, well-formed ones and soup, and the laws that hold for each."""
