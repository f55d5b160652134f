"""What the desk knows of dates: those of lives, and those that the text tells."""
