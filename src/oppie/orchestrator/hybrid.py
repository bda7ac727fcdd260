"""The router: which engine takes a task, and when the tree takes over from the loop."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from oppie.errors import UsageError
from oppie.expressions.trigger import Facts, Trigger
from oppie.mcts.search import TreeSearch
from oppie.model.event import Routed
from oppie.model.search import SearchSettings
from oppie.model.verdict import Routing
from oppie.orchestrator.best_of_n import BestOfN
from oppie.orchestrator.calibration import SHIPPED, Weights, complexity
from oppie.orchestrator.complex import Escalating
from oppie.orchestrator.features import Features
from oppie.orchestrator.simple import SimpleLoop
from oppie.ports import Engine, Observer

ENGINES = ("auto", "simple", "mcts", "best-of-n")


@dataclass(slots=True)
class Router:
    """Decides at the start and again while the loop runs; ``routing`` is its latest word.

    Attributes:
        features: of the task.
        trigger: when the tree takes over.
        progress: seconds since the command began, and the share of the budget that is left.
        choice: one of :data:`ENGINES`; only ``auto`` lets the trigger decide.
    """

    features: Features
    trigger: Trigger
    progress: Callable[[], tuple[float, float]]
    observer: Observer
    choice: str = "auto"
    weights: Weights = SHIPPED
    routing: Routing = field(init=False)

    def decide(self, settings: SearchSettings, random: Random) -> Engine:
        """The engine to begin with; an Observer hears why.

        Raises:
            UsageError: there is no engine of that name.
        """
        likely = complexity(self.features, self.weights)
        engine, why = self.choice, f"--engine={self.choice}"
        if self.choice not in ENGINES:
            raise unknown_engine(self.choice)
        if self.choice == "auto":
            facts = self._facts(likely, 0)
            fires = self.trigger.fires(facts)
            engine = "mcts" if fires else "simple"
            said = self.trigger.why(facts)
            why = said if fires else f"the tree waits until {said}"
        self._say(Routing(likely, engine, escalated=False, why=why))
        if engine == "mcts":
            return TreeSearch(settings, random, self.observer)
        if engine == "best-of-n":
            return BestOfN()
        if self.choice == "simple":
            return SimpleLoop(settings, random, self.observer)
        return Escalating(settings, random, self.observer, self._escalate, self._escalated)

    def _escalate(self, reflections: int) -> bool:
        facts = self._facts(self.routing.complexity, reflections)
        if not self.trigger.fires(facts):
            return False
        self._escalated(self.trigger.why(facts))
        return True

    def _escalated(self, why: str) -> None:
        self._say(replace(self.routing, engine="mcts", escalated=True, why=why))

    def _facts(self, likely: float, reflections: int) -> Facts:
        elapsed_s, budget_left = self.progress()
        return Facts(
            complexity=likely,
            reflection_loops=reflections,
            failing_tests=self.features.failing,
            files=self.features.files,
            elapsed_s=elapsed_s,
            budget_left=budget_left,
        )

    def _say(self, routing: Routing) -> None:
        self.routing = routing
        self.observer.on(Routed(routing))


def unknown_engine(name: str) -> UsageError:
    """The error that names the nearest engine."""
    close = difflib.get_close_matches(name, ENGINES, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Engines: {', '.join(ENGINES)}."
    return UsageError(f"there is no engine '{name}'", where="--engine", hint=hint)
