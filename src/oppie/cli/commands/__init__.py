"""One module per command: its options, one call, one rendering.

The names and first lines stand here so that ``oppie --help`` imports none of them.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A command as the list of commands shows it; its module has the same name."""

    name: str
    line: str


COMMANDS = (
    Entry("run", "Repair the project, speed it up or tune it, with proof."),
    Entry("resume", "Go on with a run that was interrupted."),
    Entry("runs", "List the runs of this project."),
    Entry("show", "Show what a run found."),
    Entry("apply", "Change the working tree as a run found best."),
    Entry("replay", "Verify the patch of a run again, from scratch."),
    Entry("init", "Find out how the project is tested and write oppie.yaml."),
    Entry("configure", "Read and change settings; comments stay."),
    Entry("doctor", "Check the machine and the project."),
    Entry("clean", "Remove what oppie left behind."),
    Entry("tasks", "Put faults into passing code; keep those that tests notice."),
    Entry("demo", "Repair a small broken repository before your eyes."),
    Entry("schema", "Print the JSON Schema of a document."),
)
