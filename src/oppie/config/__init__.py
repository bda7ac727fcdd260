"""Settings: their model, and the only reader of files and variables for them."""
