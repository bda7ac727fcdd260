"""What ``oppie init`` does: find out how a project is tested, prove it, write it down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from oppie.config.file import SCHEMA, write
from oppie.config.paths import PROJECT_FILE
from oppie.config.template import Known, template
from oppie.model.project import Detection, Workspace
from oppie.ports import Integration, Sandbox
from oppie.store.place import state_folder
from oppie.vst.environment import environment_of
from oppie.vst.objects import MemoryObjects
from oppie.vst.vst import Vst
from oppie.vst.worktree import find_root, read
from oppie.workflows.prove import Once, Proof, Prover, line
from oppie.workflows.recognise import Wish, recognise

LABEL = "init"


@dataclass(frozen=True, slots=True)
class Initialised:
    """What came of it.

    Attributes:
        file: the ``oppie.yaml``.
        written: False where it was there already and was left as it is.
        types: project types that were found.
    """

    file: Path
    written: bool
    types: tuple[str, ...] = ()
    commands: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class Kit:
    """What is needed to look at a project.

    Attributes:
        sandbox: where the tests are tried.
        once: tries the other commands.
        schema: the JSON Schema of the settings, for editors.
    """

    integrations: tuple[Integration, ...]
    sandbox: Sandbox
    once: Once
    schema: str


def initialise(
    folder: Path, kit: Kit, project_type: str = "", *, force: bool = False
) -> Initialised:
    """Write ``oppie.yaml`` at the project's top, if there is none.

    Args:
        folder: where the user stands.
        kit: the edges.
        project_type: the type to work with; empty takes the first that is found.
        force: write it anew where it is there already.

    Raises:
        ProjectError: no such project, or none of its tests can be started.
        MachineError: the machine lacks what the tests need, or nothing can be written.
    """
    root = find_root(folder)
    file = root.folder / PROJECT_FILE
    write(state_folder(root.folder) / Path(SCHEMA).name, kit.schema)
    if file.exists() and not force:
        return Initialised(file, written=False)
    vst = Vst(MemoryObjects())
    tree = read(vst, root)
    files = vst.files(tree.snapshot)
    known = recognise(kit.integrations, root.folder, files, Wish(project_type))
    environment = environment_of(tree, vst, tree.snapshot)
    workspace = Workspace(root.folder, environment.populate, LABEL, environment.fingerprint)
    proofs = _proofs(Prover(workspace, files, kit.sandbox, kit.once), *known[0])
    write(file, template((Known("project_type", known[0][1].type, "found"), *map(_known, proofs))))
    return Initialised(file, written=True, types=tuple(d.type for _, d in known), commands=proofs)


def _proofs(prover: Prover, integration: Integration, found: Detection) -> tuple[Proof, ...]:
    others = (("bench", found.bench), ("lint", found.lint))
    return (
        prover.test(integration, line(found, found.test)),
        *(prover.other(key, line(found, words)) for key, words in others if words),
    )


def _known(proof: Proof) -> Known:
    return Known(proof.key, proof.command, proof.detail, works=proof.works)
