"""HTML becomes pages, and pages become PDFs: the reading copy and the booklet."""
