"""The preview: a manuscript that is being written becomes pages in a browser, which follow each change."""
