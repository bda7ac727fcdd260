"""Snapshots of a workspace by their digests: commit, read, compare, merge, keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, starmap
from operator import attrgetter
from pathlib import Path

from oppie.errors import CalleeError, ProjectError
from oppie.model.change import Digest, Edit
from oppie.model.rollout import FileState
from oppie.vst.checkout import write
from oppie.vst.difference import Difference, differences
from oppie.vst.edits import edited
from oppie.vst.encoding import decode, objects_of
from oppie.vst.merge import Merged, merge
from oppie.vst.objects import ObjectStore, checked, digest_of
from oppie.vst.tree import EMPTY, Entry, Tree, build

_CONTENTS, _FOLDERS = 256, 8192


class Vst:
    """All Snapshots of a run, in memory, over an object store.

    A commit touches memory only. :meth:`persist` writes what came since the last time, in
    one batch. A Snapshot that is not in memory is loaded from the store when it is asked for.

    Every method that takes the digest of a Snapshot raises IntegrityError when it is neither
    here nor in the store, or is damaged there.
    """

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects
        self._trees: dict[Digest, Tree] = {EMPTY.digest: EMPTY}
        self._unsaved: dict[Digest, Digest | None] = {EMPTY.digest: None}
        self._fresh: dict[Digest, bytes] = {}
        self._derived: dict[Digest, tuple[Digest, tuple[Edit, ...]]] = {}
        self._recent = lru_cache(_CONTENTS)(self.content)
        self._folder = lru_cache(_FOLDERS)(self._decode)

    def snapshot(self, files: Iterable[FileState]) -> Digest:
        """Commit a whole workspace. Raises ValueError for a path twice or through a file."""
        return self._commit(None, build((each.path, self._entry(each)) for each in files))

    def apply(self, snapshot: Digest, edits: Sequence[Edit]) -> Digest:
        """Commit edits of files that the Snapshot has.

        Raises:
            CalleeError: no such file, an edit leaves its file, or two overlap.
        """
        tree = self.tree(snapshot)
        for path, group in groupby(sorted(edits, key=_path), key=_path):
            entry = tree.get(path)
            if entry is None:
                raise CalleeError("an edit of a file that is not there", where=path)
            tree = tree.put(path, self._derive(entry, tuple(group)))
        return self._commit(snapshot, tree)

    def commit_files(self, snapshot: Digest, files: Sequence[FileState]) -> Digest:
        """Commit whole files: written, or taken away where the content is None.

        Raises:
            ProjectError: a path is no path of a file, or leads through one.
        """
        tree = self.tree(snapshot)
        for each in files:
            if each.content is None and tree.get(each.path) is not None:
                tree = tree.remove(each.path)
        for each in files:
            if each.content is not None:
                tree = _put(tree, each.path, self._entry(each))
        return self._commit(snapshot, tree)

    def diff(self, before: Digest, after: Digest) -> tuple[FileState, ...]:
        """How ``after`` differs: the files as they are there, by path."""
        found = differences(self.tree(before), self.tree(after))
        return tuple(map(self._state, found))

    def file(self, snapshot: Digest, path: str) -> bytes:
        """The content of a file. Raises KeyError when there is none at the path."""
        entry = self.tree(snapshot).get(path)
        if entry is None:
            raise KeyError(path)
        return self._recent(entry.digest)

    def content(self, digest: Digest) -> bytes:
        """The content of a file by its own digest."""
        if digest in self._fresh:
            return self._fresh[digest]
        if digest in self._derived:
            before, edits = self._derived[digest]
            return edited(self._recent(before), edits)
        return checked(self._objects, digest)

    def files(self, snapshot: Digest) -> tuple[str, ...]:
        """The paths of all files, folder by folder, by name."""
        return tuple(path for path, _ in self.tree(snapshot).walk())

    def checkout(self, snapshot: Digest, folder: Path) -> None:
        """Write all files into a folder; see :func:`oppie.vst.checkout.write`."""
        write(self.tree(snapshot), self.content, folder)

    def merge(self, base: Digest, ours: Digest, theirs: Digest) -> Merged:
        """Apply to ``ours`` what ``theirs`` changed of ``base``; see :mod:`oppie.vst.merge`."""
        trees = self.tree(base), self.tree(ours), self.tree(theirs)
        tree, conflicts = merge(*trees, self._recent, self._keep)
        return Merged(self._commit(ours, tree), conflicts)

    def persist(self) -> None:
        """Write everything that is not yet in the store, as one batch."""
        new = chain.from_iterable(starmap(self._new_objects, self._unsaved.items()))
        derived = ((digest, self.content(digest)) for digest in self._derived)
        self._objects.put(chain(self._fresh.items(), derived, new))
        self._unsaved = {}
        self._fresh = {}
        self._derived = {}

    def load(self, snapshot: Digest) -> None:
        """Make sure that a Snapshot's tree is here and whole."""
        self.tree(snapshot)

    def tree(self, snapshot: Digest) -> Tree:
        """The tree of a Snapshot."""
        found = self._trees.get(snapshot)
        if found is None:
            found = self._trees[snapshot] = self._folder(snapshot)
        return found

    def _commit(self, parent: Digest | None, tree: Tree) -> Digest:
        digest = tree.digest
        if digest not in self._trees:
            self._trees[digest] = tree
            self._unsaved[digest] = parent
        return digest

    def _new_objects(self, digest: Digest, parent: Digest | None) -> Iterator[tuple[Digest, bytes]]:
        return objects_of(self._trees[digest], self._trees[parent] if parent else None)

    def _entry(self, state: FileState) -> Entry:
        return self._keep(state.content or b"", state.mode)

    def _keep(self, content: bytes, mode: int) -> Entry:
        digest = digest_of(content)
        self._fresh[digest] = content
        return Entry(digest, mode, len(content))

    def _derive(self, entry: Entry, edits: tuple[Edit, ...]) -> Entry:
        """The file after edits, kept as those: a search makes thousands of them."""
        content = edited(self._recent(entry.digest), edits)
        digest = digest_of(content)
        if digest != entry.digest:
            self._derived[digest] = (entry.digest, edits)
        return Entry(digest, entry.mode, len(content))

    def _decode(self, digest: Digest) -> Tree:
        return decode(digest, self.content, self._folder)

    def _state(self, found: Difference) -> FileState:
        if found.after is None:
            return FileState(found.path, None)
        return FileState(found.path, self.content(found.after.digest), found.after.mode)


_path = attrgetter("path")


def _put(tree: Tree, path: str, entry: Entry) -> Tree:
    try:
        return tree.put(path, entry)
    except ValueError as wrong:
        raise ProjectError(f"a file cannot be put there: {wrong}", where=path) from wrong
