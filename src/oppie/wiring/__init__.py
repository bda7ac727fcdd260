"""The composition root: a module for each kind of job, so that none loads the parts of another."""
