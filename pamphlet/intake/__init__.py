"""An article as it arrives becomes a manuscript, with a report of what was kept, guessed and left."""
