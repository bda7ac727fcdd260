"""Tree search: a function over a tree; its policies and its randomness are arguments."""
