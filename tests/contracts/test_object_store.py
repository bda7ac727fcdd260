"""What every ObjectStore does. A further one is a line in ``STORES``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path

import pytest

from oppie.model.change import Digest
from oppie.store.objects import StoredObjects
from oppie.vst.objects import MemoryObjects, ObjectStore, digest_of

STORES: tuple[Callable[[Path], AbstractContextManager[ObjectStore]], ...] = (
    lambda _: nullcontext(MemoryObjects()),
    lambda folder: closing(StoredObjects(folder)),
)


@pytest.fixture(params=STORES, ids=["memory", "stored"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ObjectStore]:
    with request.param(tmp_path) as made:
        yield made


def objects(*contents: bytes) -> list[tuple[Digest, bytes]]:
    return [(digest_of(content), content) for content in contents]


def test_gives_back_what_was_put(store: ObjectStore) -> None:
    store.put(objects(b"one", b"two"))

    assert store.get(digest_of(b"one")) == b"one"
    assert store.get(digest_of(b"two")) == b"two"


def test_an_object_that_is_not_there_is_a_key_error(store: ObjectStore) -> None:
    with pytest.raises(KeyError):
        store.get(digest_of(b"never put"))


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xfe", bytes(range(256)) * 4096])
def test_keeps_bytes_of_any_kind(store: ObjectStore, content: bytes) -> None:
    store.put(objects(content))

    got = store.get(digest_of(content))

    assert got == content
    assert isinstance(got, bytes)


def test_putting_again_changes_nothing(store: ObjectStore) -> None:
    store.put(objects(b"one"))

    store.put(objects(b"one", b"two", b"one"))

    assert store.get(digest_of(b"one")) == b"one"
    assert store.get(digest_of(b"two")) == b"two"


def test_an_empty_batch_is_fine(store: ObjectStore) -> None:
    store.put([])


def test_takes_batches_that_are_made_on_the_way(store: ObjectStore) -> None:
    store.put(each for each in objects(*(b"%d" % n for n in range(2000))))

    assert store.get(digest_of(b"1999")) == b"1999"


def test_a_batch_that_breaks_off_leaves_nothing(store: ObjectStore) -> None:
    def breaking() -> Iterator[tuple[Digest, bytes]]:
        yield from objects(b"before")
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        store.put(breaking())

    with pytest.raises(KeyError):
        store.get(digest_of(b"before"))


def test_serves_several_threads(store: ObjectStore) -> None:
    contents = [b"thread %d" % n for n in range(8)]

    def put_and_get(content: bytes) -> bytes:
        store.put(objects(content))
        return store.get(digest_of(content))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(put_and_get, contents)) == contents
