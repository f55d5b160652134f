"""What the desk knows of the people: how they are named, and what is said of them."""
