"""Snapshots outlive the process that made them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from oppie.errors import MachineError
from oppie.store.objects import StoredObjects
from oppie.vst.objects import digest_of

CONTENTS = [str(number).encode() * number for number in range(50)]
OBJECTS = [(digest_of(content), content) for content in CONTENTS]


def test_what_was_put_is_got_by_another_process(tmp_path: Path) -> None:
    first = StoredObjects(tmp_path)
    first.put(OBJECTS)
    first.close()
    second = StoredObjects(tmp_path)
    assert [second.get(digest) for digest, _ in OBJECTS] == CONTENTS
    second.close()


def test_a_missing_object_is_a_key_error(tmp_path: Path) -> None:
    objects = StoredObjects(tmp_path)
    with pytest.raises(KeyError):
        objects.get(digest_of(b"nowhere"))
    objects.close()


def test_what_is_there_stays(tmp_path: Path) -> None:
    objects = StoredObjects(tmp_path)
    objects.put(OBJECTS)
    objects.put([*OBJECTS[:10], (digest_of(b"new"), b"new")])
    assert objects.get(digest_of(b"new")) == b"new"
    objects.close()


def test_a_batch_is_put_whole_or_not_at_all(tmp_path: Path) -> None:
    objects = StoredObjects(tmp_path)
    objects._database.run("PRAGMA max_page_count=8")
    large = [(digest_of(b"%d" % number), b"x" * 4000) for number in range(20)]
    with pytest.raises(MachineError, match="the disk is full"):
        objects.put(large)
    with pytest.raises(KeyError):
        objects.get(large[0][0])
    objects.close()


def test_several_threads_use_it_at_once(tmp_path: Path) -> None:
    objects = StoredObjects(tmp_path)

    def there_and_back(item: tuple[int, bytes]) -> bool:
        digest = digest_of(item[1])
        objects.put([(digest, item[1])])
        return objects.get(digest) == item[1]

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(there_and_back, enumerate(CONTENTS * 4)))
    objects.close()


def test_two_processes_share_it(tmp_path: Path) -> None:
    mine, theirs = StoredObjects(tmp_path), StoredObjects(tmp_path)
    mine.put(OBJECTS[:25])
    theirs.put(OBJECTS)
    assert mine.get(OBJECTS[-1][0]) == CONTENTS[-1]
    mine.close()
    theirs.close()
