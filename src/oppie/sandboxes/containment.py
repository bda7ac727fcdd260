"""What a user may say about containers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Containment:
    """An engine, an image, and how containers are held.

    Attributes:
        engine: the engine's name, for people.
        url: of its socket; empty takes ``DOCKER_HOST``, then the command line's context.
        image: a local image.
        runtime, network: the engine's names; an empty runtime is its default.
        cpus: processors' worth of time for each container.
        start_hint: how to get an engine that answers.
    """

    engine: str
    url: str
    image: str
    runtime: str
    network: str
    cpus: float
    start_hint: str
