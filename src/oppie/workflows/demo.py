"""The repository of ``oppie demo``: small, and broken in two places."""

from __future__ import annotations

from pathlib import Path

from oppie.vst import git

CART = '''"""A shopping cart."""

from __future__ import annotations


class Cart:
    """Things to buy, each with its price in cents."""

    def __init__(self) -> None:
        self.prices: list[int] = []

    def add(self, price: int, count: int = 1) -> None:
        """Put something in, more than once if wanted."""
        for _ in range(1, count):
            self.prices.append(price)

    def total(self) -> int:
        """What all of it costs."""
        return sum(self.prices)

    def discounted(self, percent: int) -> int:
        """What it costs with some percent off."""
        return self.total() - self.total() * percent // 100

    def cheapest(self) -> int:
        """The lowest price; 0 in an empty cart."""
        if not self.prices:
            return 0
        return min(self.prices)
'''

TESTS = """from cart import Cart


def test_an_empty_cart_costs_nothing():
    assert Cart().total() == 0
    assert Cart().cheapest() == 0


def test_one_thing():
    cart = Cart()
    cart.add(250)
    assert cart.total() == 250


def test_several_of_a_kind():
    cart = Cart()
    cart.add(100, count=3)
    assert cart.total() == 300


def test_a_discount():
    cart = Cart()
    cart.add(200, count=2)
    assert cart.discounted(25) == 300


def test_the_cheapest():
    cart = Cart()
    cart.add(300)
    cart.add(200)
    assert cart.cheapest() == 200
"""
_ME = ("-c", "user.name=oppie", "-c", "user.email=oppie@localhost", "-c", "commit.gpgsign=false")


def make(folder: Path) -> None:
    """Write it, with a history if git is there. Raises OSError when it cannot be written."""
    (folder / "cart.py").write_text(CART, encoding="utf-8")
    (folder / "test_cart.py").write_text(TESTS, encoding="utf-8")
    if git.installed():
        git.git(folder, "init", "--quiet")
        git.git(folder, "add", "--all")
        git.git(folder, *_ME, "commit", "--quiet", "--message=A cart that miscounts")
