"""What is told of the processes that a zygote forks."""

from __future__ import annotations

from oppie.inside import wire
from oppie.inside.messages import Job
from oppie.inside.zygote import Perform, Role, Zygote


def at_once(telling: int) -> Role:
    """Has each process say that it has finished before it does anything else."""

    def perform() -> None:
        wire.write(telling, wire.encode({"event": "finished"}))

    def role(_job: Job) -> Perform:
        return perform

    return role


def test_a_process_is_known_before_anything_comes_of_it() -> None:
    zygote = Zygote(at_once, ())
    try:
        for _ in range(30):
            zygote.order(Job(1))
            told = [zygote.events.next()["event"] for _ in range(3)]
            assert told == ["forked", "finished", "ended"]
    finally:
        zygote.close()
