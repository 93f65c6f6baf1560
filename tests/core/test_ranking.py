import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laju.core.ranking import BadCriteria, Candidate, Criterion, rank_businesses

CRITERIA = (
    Criterion("sales", "Penjualan", ((0, 0), (10, 60), (50, 100)), "2027-01"),
    Criterion("pages", "Kunjungan", ((0, 0), (100, 100)), "2027-01"),
    Criterion("late", "Keterlambatan", ((0, 100), (5, 0)), "2027-01"),
)
WEIGHTS = {"sales": 50, "pages": 30, "late": 20}
values = st.none() | st.integers(-5, 120).map(float)
candidate_lists = st.dictionaries(
    st.text(min_size=1, max_size=4),
    st.fixed_dictionaries({c.key: values for c in CRITERIA}),
    min_size=1,
    max_size=15,
).map(lambda people: [Candidate(key, facts) for key, facts in people.items()])


def rank(candidates, size=5, draws=20, **kw):
    return rank_businesses(
        candidates=candidates, criteria=CRITERIA, weights=WEIGHTS, size=size, draws=draws, **kw
    )


@settings(deadline=None, max_examples=50)
@given(candidate_lists, st.data())
def test_rank_businesses_keeps_the_order_when_somebody_withdraws(candidates, data):
    gone = data.draw(st.sampled_from(candidates))
    before = {p.key: p for p in rank(candidates).places}
    after = {p.key: p for p in rank([c for c in candidates if c is not gone]).places}
    for key, now in after.items():
        was = before[key]
        assert (now.score, now.parts) == (was.score, was.parts)
        assert was.place - now.place == (before[gone.key].score > was.score)
        assert now.probability >= was.probability - 1e-9


@settings(deadline=None, max_examples=50)
@given(candidate_lists, st.integers(0, 20))
def test_rank_businesses_gives_places_and_chances_that_add_up(candidates, size):
    ranking = rank(candidates, size=size)
    scores = [p.score for p in ranking.places]
    assert scores == sorted(scores, reverse=True)
    assert all(p.place == 1 + sum(s > p.score for s in scores) for p in ranking.places)
    assert all(0 <= p.score <= 100 for p in ranking.places)
    chance = sum(p.probability for p in ranking.places)
    assert chance == pytest.approx(min(size, len(candidates)))
    best = sum(p.is_best for p in ranking.places)
    left = min(size, len(candidates)) - best
    assert left >= 0
    assert (left > 0) == bool(ranking.tied_at_cut)
    assert not ranking.tied_at_cut or left < len(ranking.tied_at_cut)


@settings(deadline=None, max_examples=50)
@given(candidate_lists, st.randoms())
def test_rank_businesses_does_not_depend_on_order(candidates, random):
    assert rank(random.sample(candidates, len(candidates))) == rank(candidates)


@settings(deadline=None, max_examples=50)
@given(candidate_lists, st.sampled_from(["sales", "pages"]), st.data())
def test_rank_businesses_never_punishes_doing_better(candidates, key, data):
    one = data.draw(st.sampled_from(candidates))
    better = Candidate(one.key, {**one.values, key: (one.values[key] or 0) + 7})
    rest = [c for c in candidates if c is not one]
    before = next(p for p in rank(candidates).places if p.key == one.key)
    after = next(p for p in rank([*rest, better]).places if p.key == one.key)
    assert after.score >= before.score
    assert after.place <= before.place


def test_rank_businesses_reads_the_scale_between_its_corners():
    candidate = Candidate("a", {"sales": 30, "pages": None, "late": 9})
    parts = {p.criterion: p for p in rank([candidate]).places[0].parts}
    assert parts["sales"].points == 80
    assert parts["pages"].points == 0
    assert "belum ada bukti" in parts["pages"].reason
    assert parts["late"].points == 0
    assert rank([candidate]).places[0].score == 40


def test_rank_businesses_names_those_who_tie_at_the_cut():
    same = [Candidate(key, {"sales": 10.0}) for key in "abc"]
    ranking = rank([*same, Candidate("z", {"sales": 50.0})], size=2)
    assert [p.place for p in ranking.places] == [1, 2, 2, 2]
    assert ranking.tied_at_cut == ("a", "b", "c")
    assert [p.key for p in ranking.places if p.is_best] == ["z"]
    assert [round(p.probability, 3) for p in ranking.places] == [1, 0.333, 0.333, 0.333]


def test_rank_businesses_repeats_with_the_same_seed_only():
    people = [Candidate(f"{i:02d}", {"sales": i, "pages": 90 - 3 * i}) for i in range(30)]
    first = [p.probability for p in rank(people, draws=50, seed="a").places]
    assert first == [p.probability for p in rank(people, draws=50, seed="a").places]
    assert first != [p.probability for p in rank(people, draws=50, seed="b").places]
    assert any(0 < chance < 1 for chance in first)


@pytest.mark.parametrize(
    ("criteria", "weights"),
    [
        ([], {}),
        ([Criterion("a", "A", ())], {"a": 1}),
        ([Criterion("a", "A", ((1, 0), (1, 5)))], {"a": 1}),
        ([Criterion("a", "A", ((0, 0), (1, 101)))], {"a": 1}),
        ([Criterion("a", "A", ((0, 0), (1, 9)))], {}),
    ],
)
def test_rank_businesses_refuses_scales_that_mean_nothing(criteria, weights):
    with pytest.raises(BadCriteria):
        rank_businesses(candidates=[], criteria=criteria, weights=weights)
