"""Other programs, measured in the same run where they are installed."""

from __future__ import annotations

import importlib.util
import time

SIMULATIONS = 2_000


def openspiel_us() -> float | None:
    """Processor time per simulation of its MCTS on tic-tac-toe; None where it is missing."""
    if importlib.util.find_spec("pyspiel") is None:
        return None
    import numpy  # noqa: ICN001, PLC0415 - an optional peer, and heavy
    import pyspiel  # noqa: PLC0415 - an optional peer, and heavy
    from open_spiel.python.algorithms import mcts  # noqa: PLC0415 - an optional peer, and heavy

    class Nothing(mcts.Evaluator):  # type: ignore[misc] # the peer has no types
        """Values every state alike."""

        def evaluate(self, _state: object) -> list[float]:
            """No reward for either player."""
            return [0.0, 0.0]

        def prior(self, state: pyspiel.State) -> list[tuple[int, float]]:
            """All legal actions alike."""
            actions = state.legal_actions(state.current_player())
            return [(action, 1.0 / len(actions)) for action in actions]

    game = pyspiel.load_game("tic_tac_toe")
    bot = mcts.MCTSBot(
        game, 2.0, SIMULATIONS, Nothing(), random_state=numpy.random.RandomState(0), solve=False
    )
    begun = time.process_time()
    bot.mcts_search(game.new_initial_state())
    return (time.process_time() - begun) / SIMULATIONS * 1e6
