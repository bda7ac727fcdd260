import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppie.sandboxes import channel
from oppie.sandboxes.channel import GoneError, LineBuffer


def drained(buffer: LineBuffer) -> list[bytes]:
    lines = []
    while (line := buffer.pop()) is not None:
        lines.append(line)
    return lines


@given(st.lists(st.binary().map(lambda raw: raw.replace(b"\n", b"")), max_size=8), st.data())
def test_lines_come_out_whole_however_they_were_cut(
    lines: list[bytes], data: st.DataObject
) -> None:
    stream = b"".join(line + b"\n" for line in lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    buffer = LineBuffer()
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        buffer.feed(stream[start:end])
    assert drained(buffer) == lines


def test_a_line_without_its_end_is_not_given_out() -> None:
    buffer = LineBuffer()
    buffer.feed(b"whole\nhal")
    assert drained(buffer) == [b"whole"]
    buffer.feed(b"f\n")
    assert drained(buffer) == [b"half"]


def test_an_answer_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "LONGEST_LINE", 4)
    buffer = LineBuffer()
    with pytest.raises(GoneError, match="no end"):
        buffer.feed(b"12345")


def test_gone_tells_why_and_whether_trying_again_can_help() -> None:
    gone = GoneError("the engine is gone", fatal=True)
    assert (gone.reason, gone.fatal, gone.late) == ("the engine is gone", True, False)
