"""One file per job that a command starts, and for each step of the main one."""
