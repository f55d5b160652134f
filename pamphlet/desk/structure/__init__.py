"""What the desk knows of how a pamphlet is put together: files, heads, links, pictures."""
