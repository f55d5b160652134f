"""A pamphlet becomes an ebook: many linked files, with the page numbers of paper, in one EPUB."""
