"""Readers' severity is taken out, and the stated doubt is the real one."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.assignments import Panelist, assign_readers
from laju.core.calibration import Estimate, Reading, TooFewReadings, calibrate, interval


def simulated(*, seed, applications=150, readers=8, per=2, quality=10.0, severity=7.0, noise=6.0):
    """Return readings with known truth: qualities, severities, and the readings."""
    dice = random.Random(seed)
    truth = {f"a{n}": 60 + dice.gauss(0, quality) for n in range(applications)}
    bias = {f"r{n}": dice.gauss(0, severity) for n in range(readers)}
    given_ = assign_readers(
        applications=truth,
        readers=[Panelist(key, 10_000) for key in bias],
        per_application=per,
        seed=str(seed),
    )
    readings = [
        Reading(key, reader, truth[key] + bias[reader] + dice.gauss(0, noise))
        for key, who in given_.items()
        for reader in who
    ]
    return truth, bias, readings


def solve_densely(readings, told):
    """The same prediction by textbook matrices: the oracle."""
    names = sorted({r.application for r in readings})
    judges = sorted({r.reader for r in readings})
    y = np.array([r.points for r in readings])
    a = np.array([[r.application == n for n in names] for r in readings], float)
    z = np.array([[r.reader == n for n in judges] for r in readings], float)
    one = np.ones((len(y), 1))
    va, vr, ve = told.sd_application**2, told.sd_reader**2, told.sd_noise**2
    v = va * a @ a.T + vr * z @ z.T + ve * np.eye(len(y))
    w = np.linalg.inv(v)
    mean_var = np.linalg.inv(one.T @ w @ one)
    mean = (mean_var @ one.T @ w @ y).item()
    values = mean + va * a.T @ w @ (y - mean)
    gap = np.ones((len(names), 1)) - va * a.T @ w @ one
    cov = va * np.eye(len(names)) - va * va * a.T @ w @ a + gap @ mean_var @ gap.T
    sign, logdet = np.linalg.slogdet(v)
    assert sign > 0
    rest = y - mean
    deviance = logdet + math.log(1 / mean_var.item()) + rest @ w @ rest
    return (
        dict(zip(names, values, strict=True)),
        dict(zip(names, np.sqrt(np.diag(cov)), strict=True)),
        mean,
        deviance,
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_calibrate_agrees_with_the_textbook_solution(seed):
    _truth, _bias, readings = simulated(seed=seed, applications=40, readers=5)
    told = calibrate(readings=readings)
    values, sds, mean, _deviance = solve_densely(readings, told)
    assert told.mean == pytest.approx(mean, abs=1e-6)
    for key, estimate in told.applications.items():
        assert estimate.value == pytest.approx(values[key], abs=1e-6)
        assert estimate.sd == pytest.approx(sds[key], abs=1e-6)


@pytest.mark.parametrize("factor", [0.7, 1.4])
@pytest.mark.parametrize("which", ["sd_application", "sd_reader", "sd_noise"])
def test_calibrate_finds_the_most_likely_spreads(which, factor):
    from dataclasses import replace

    _truth, _bias, readings = simulated(seed=4, applications=40, readers=5)
    told = calibrate(readings=readings)
    best = solve_densely(readings, told)[3]
    other = replace(told, **{which: getattr(told, which) * factor})
    assert solve_densely(readings, other)[3] > best


def test_calibrate_worked_example():
    """Two readers saw all three; the strict one gives 10 less each time, with no noise at all."""
    readings = [
        Reading(key, reader, points - (10 if reader == "strict" else 0))
        for key, points in (("a", 80), ("b", 60), ("c", 40))
        for reader in ("mild", "strict")
    ]
    told = calibrate(readings=readings)
    assert told.readers["mild"].value - told.readers["strict"].value == pytest.approx(10, abs=0.1)
    values = {key: estimate.value for key, estimate in told.applications.items()}
    assert values == pytest.approx({"a": 75, "b": 55, "c": 35}, abs=0.1)
    assert told.components == 1


def test_calibrate_does_not_punish_who_met_the_strict_reader():
    """Equal applications, read by different pairs: the raw means differ by 10, ours by little."""
    readings = []
    for n in range(30):
        strict, mild, middle = ("strict", "mild", "middle")
        pair = ((strict, middle), (mild, middle), (strict, mild))[n % 3]
        points = {"strict": 50, "mild": 70, "middle": 60}
        readings += [Reading(f"a{n}", r, points[r] + (n // 3) % 3) for r in pair]
    told = calibrate(readings=readings)
    assert told.applications["a0"].value == pytest.approx(told.applications["a1"].value, abs=0.5)


def test_calibrate_finds_more_of_the_best_than_raw_means():
    wins = 0
    for seed in range(12):
        truth, _bias, readings = simulated(seed=seed)
        told = calibrate(readings=readings)
        raw = {}
        for r in readings:
            raw.setdefault(r.application, []).append(r.points)
        best = set(sorted(truth, key=truth.get)[-40:])
        ours = set(sorted(truth, key=lambda key: told.applications[key].value)[-40:])
        theirs = set(sorted(truth, key=lambda key: sum(raw[key]) / len(raw[key]))[-40:])
        wins += len(best & ours) > len(best & theirs)
    assert wins >= 10


def test_intervals_hold_the_truth_as_often_as_they_say():
    inside = total = 0
    for seed in range(20):
        truth, _bias, readings = simulated(seed=100 + seed)
        told = calibrate(readings=readings)
        for key, estimate in told.applications.items():
            low, high = interval(estimate, confidence=0.8)
            inside += low <= truth[key] <= high
            total += 1
    assert 0.775 <= inside / total <= 0.825  # 3,000 intervals of 80 %


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(-20, 20), st.randoms(use_true_random=False))
def test_calibrate_moves_with_the_points_and_not_with_their_order(seed, shift, shuffler):
    _truth, _bias, readings = simulated(seed=seed, applications=20, readers=4)
    told = calibrate(readings=readings)
    moved = [Reading(r.application, r.reader, r.points + shift) for r in readings]
    shuffler.shuffle(moved)
    other = calibrate(readings=moved)
    for key, estimate in told.applications.items():
        assert other.applications[key].value == pytest.approx(estimate.value + shift, abs=1e-3)
        assert other.applications[key].sd == pytest.approx(estimate.sd, abs=1e-3)


def test_a_missing_reading_widens_the_interval():
    _truth, _bias, readings = simulated(seed=7)
    full = calibrate(readings=readings)
    less = calibrate(readings=readings[1:])
    key = readings[0].application
    assert less.applications[key].count == full.applications[key].count - 1
    assert less.applications[key].sd > full.applications[key].sd


def test_calibrate_stands_readers_who_all_agree_and_applications_that_are_all_alike():
    same = [Reading(f"a{n}", r, 50.0) for n in range(5) for r in ("x", "y")]
    told = calibrate(readings=same)
    assert {round(e.value, 6) for e in told.applications.values()} == {50.0}
    assert all(math.isfinite(e.sd) for e in told.applications.values())


@pytest.mark.parametrize(
    "readings",
    [
        [],
        [Reading("a", "x", 1), Reading("b", "y", 2)],
        [Reading("a", "x", 1), Reading("a", "y", 2), Reading("b", "x", 2)],
        [Reading("a", "x", 1), Reading("a", "x", 2)],
        [Reading("a", "x", float("nan"))],
    ],
)
def test_calibrate_refuses_what_tells_nothing(readings):
    with pytest.raises(TooFewReadings):
        calibrate(readings=readings)


def test_interval_is_symmetric():
    low, high = interval(Estimate(70, 5, 2), confidence=0.8)
    assert (70 - low) == pytest.approx(high - 70) == pytest.approx(6.408, abs=0.001)
