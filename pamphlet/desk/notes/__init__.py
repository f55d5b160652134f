"""What the desk knows of endnotes, their calls and their sources."""
