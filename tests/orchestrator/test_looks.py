"""Which candidates are looked at twice, and what becomes of the two looks."""

from dataclasses import replace

from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.rollout import Limits
from oppie.orchestrator.looks import MOST_UNSOUND, Looks
from oppie.orchestrator.recipe import Recipe

RECIPE = Recipe("pytest", "env", "1", ("a", "b", "c"), ("x", "y"), Limits())


def seen(**outcomes: bool) -> Observation:
    good = {True: Outcome.PASSED, False: Outcome.FAILED}
    return Observation(tuple(TestResult(test, good[ok]) for test, ok in outcomes.items()))


def test_what_repairs_a_part_is_run_with_the_tests_that_are_to_stay_passed() -> None:
    again = Looks(RECIPE).again(RECIPE, seen(a=True, b=False, c=False))
    assert again is not None
    assert (again.targets, again.others) == (("a",), ("x", "y"))


def test_what_repairs_nothing_or_all_is_seen_enough() -> None:
    looks = Looks(RECIPE)
    assert looks.again(RECIPE, seen(a=False, b=False, c=False)) is None
    assert looks.again(RECIPE, seen(a=True, b=True, c=True)) is None


def test_both_looks_are_one() -> None:
    looks = Looks(RECIPE)
    first = seen(a=True, b=False, c=False)
    assert looks.whole(first, seen(a=True, x=True, y=False)) == seen(
        a=True, b=False, c=False, x=True, y=False
    )


def test_what_a_sound_candidate_repairs_is_not_asked_about_again() -> None:
    looks = Looks(RECIPE)
    part = seen(a=True, b=False, c=False)
    looks.whole(part, seen(a=True, x=True, y=True))
    assert looks.again(RECIPE, part) is None
    more = looks.again(RECIPE, seen(a=True, b=True, c=False))
    assert more is not None
    assert more.targets == ("a", "b")


def test_when_all_of_them_break_something_asking_ends() -> None:
    looks = Looks(RECIPE)
    part = seen(a=True, b=False, c=False)
    for _ in range(MOST_UNSOUND):
        assert looks.again(RECIPE, part) is not None
        looks.whole(part, seen(a=True, x=False))
    assert looks.again(RECIPE, part) is None


def test_a_glance_runs_a_few_targets_and_the_others_when_one_passes() -> None:
    looks = Looks(RECIPE)
    glance = looks.first(("b",))
    assert (glance.targets, glance.others) == (("b",), ())
    assert looks.again(glance, seen(b=False)) is None
    assert looks.again(glance, seen(b=True)) == RECIPE
    assert looks.first(()) == RECIPE


def test_what_a_glance_does_not_see_is_as_it_was_before() -> None:
    looks = Looks(RECIPE)
    before = seen(a=True, b=False, c=False, x=True)
    found = looks.unchanged(looks.first(("b",)), before, seen(b=False))
    assert found.results == seen(b=False, a=True, c=False).results
    assert not found.complete


def test_a_glance_that_hangs_tells_nothing_of_the_others() -> None:
    looks = Looks(RECIPE)
    late = Observation((TestResult("b", Outcome.TIMED_OUT),))
    assert looks.unchanged(looks.first(("b",)), seen(a=False), late) == late


def test_what_passed_most_targets_gets_the_time_that_a_verification_has() -> None:
    tight = Limits(test_s=0.3, tests_s=(("c", 0.3),), calls_s=(("c", 0.02),))
    recipe = replace(RECIPE, limits=tight, patient_s=4.0)
    late = TestResult("c", Outcome.TIMED_OUT, 0.3)
    looks = Looks(recipe)
    again = looks.again(recipe, Observation((*seen(a=True, b=True).results, late)))
    assert again is not None
    assert again.limits == replace(tight, test_s=4.0, tests_s=(), calls_s=())
    assert again.targets == recipe.targets
    part = looks.again(recipe, Observation((*seen(a=True, b=False).results, late)))
    assert part is not None
    assert part.limits == tight


def test_what_passed_few_targets_gets_no_more_than_calls_without_limits() -> None:
    tight = Limits(test_s=0.3, calls_s=(("a", 0.02),))
    recipe = replace(RECIPE, limits=tight, patient_s=4.0)
    looks = Looks(recipe)
    cut = Observation((TestResult("a", Outcome.TIMED_OUT, 0.02),))
    again = looks.again(recipe, cut)
    assert again is not None
    assert again.limits == replace(tight, calls_s=())
    assert looks.again(recipe, Observation((TestResult("a", Outcome.TIMED_OUT, 0.3),))) is None
