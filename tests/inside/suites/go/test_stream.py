"""What a test binary prints."""

from __future__ import annotations

from oppie.inside.suites.go.stream import Said, Stream

PRINTED = b"""\x16=== RUN   TestA
    a_test.go:7: got 1
\x16=== RUN   TestA/sub_one
hello\x16=== NAME  TestA
--- PASS: TestA (0.00s)
\x16=== NAME  TestA/sub_one
    a_test.go:9: no
\x16--- FAIL: TestA/sub_one (0.00s)
\x16--- FAIL: TestA (0.01s)
\x16=== RUN   TestB
\x16=== PAUSE TestB
\x16=== CONT  TestB
\x16--- SKIP: TestB (0.00s)
FAIL
"""


def test_tests_begin_and_end() -> None:
    stream = Stream()
    said = [each for line in PRINTED.split(b"\n") for each in stream.read(line)]
    assert said == [
        Said("run", "TestA"),
        Said("run", "TestA/sub_one"),
        Said("failed", "TestA/sub_one"),
        Said("failed", "TestA"),
        Said("run", "TestB"),
        Said("pause", "TestB"),
        Said("cont", "TestB"),
        Said("skipped", "TestB"),
    ]


def test_output_belongs_to_the_test_that_printed_it() -> None:
    stream = Stream()
    for line in PRINTED.split(b"\n"):
        list(stream.read(line))
    assert stream.printed("TestA") == ["    a_test.go:7: got 1", "--- PASS: TestA (0.00s)"]
    assert stream.printed("TestA/sub_one") == ["hello", "    a_test.go:9: no"]
    assert stream.printed("TestC") == []


def test_a_test_that_prints_without_end_is_cut() -> None:
    stream = Stream()
    list(stream.read(b"\x16=== RUN   TestA"))
    for _ in range(1000):
        list(stream.read(b"again"))
    assert len(stream.printed("TestA")) < 1000
