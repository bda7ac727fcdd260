"""All that is printed is printed here: for people and for programs."""
