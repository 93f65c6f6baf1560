"""A month is planned once per participant; a proof is a link to a post."""

from datetime import date

import pytest

from laju.apps.social.actions import NotAPostLink, plan_month, prove_post
from laju.apps.social.models import Post
from laju.apps.social.queries import (
    contents_awaiting_plan,
    months_planned,
    next_posts,
    post_by_token,
    posts_due,
    posts_in,
    posts_of,
)
from laju.core.periods import BadMonth
from tests.factories import MEDAN, TOBA, CohortFactory, ContentFactory, region


@pytest.fixture
def cohort(db):
    cohort = CohortFactory()
    for code in (MEDAN, MEDAN, TOBA):
        ContentFactory(
            participant__application__cohort=cohort,
            participant__application__business__region=region(code),
        )
    return cohort


@pytest.fixture
def plan(cohort, agency, at):
    def planned(month="2027-03", **more):
        return plan_month(cohort=cohort, month=month, by=agency, at=at, **more)

    return planned


def test_plan_month_plans_each_participant_once(cohort, plan):
    assert [plan(limit=2) for _ in range(3)] == [2, 1, 0]
    assert Post.objects.count() == 3 * 12
    for content in cohort.applications.all():
        days = list(posts_of(participant=content.participant).values_list("on", flat=True))
        assert len(set(days)) == 12
        assert all((day.year, day.month) == (2027, 3) for day in days)
    assert not contents_awaiting_plan(cohort=cohort, month="2027-03")
    assert contents_awaiting_plan(cohort=cohort, month="2027-04").count() == 3


def test_plan_month_of_another_month_is_another_plan(cohort, plan):
    plan("2027-02", count=28)
    plan("2028-02", count=40)
    assert months_planned(cohort=cohort) == ["2027-02", "2028-02"]
    assert Post.objects.filter(on__year=2028).latest("on").on <= date(2028, 2, 29)
    assert all(post.caption for post in Post.objects.all())


def test_plan_month_of_no_posts_ends(plan):
    assert plan(count=0) == 0


@pytest.mark.parametrize("month", ["2027-13", "2027", "", "maret", "2027-3-1", "0000-01"])
def test_plan_month_refuses_what_is_no_month(plan, month):
    with pytest.raises(BadMonth):
        plan(month)


def test_tokens_are_unique_and_cannot_be_guessed(plan):
    plan()
    tokens = list(Post.objects.values_list("token", flat=True))
    assert len(set(tokens)) == len(tokens) == 36
    assert {len(token) for token in tokens} == {22}  # 128 bits
    known = Post.objects.first()
    assert post_by_token(token=known.token) == known
    assert post_by_token(token=known.token[:-1]) is None
    assert post_by_token(token="") is None


def test_the_same_month_planned_anew_has_other_tokens(plan):
    plan()
    before = set(Post.objects.values_list("token", flat=True))
    captions = list(Post.objects.order_by("participant", "on").values_list("caption", flat=True))
    Post.objects.all().delete()
    plan()
    assert not before & set(Post.objects.values_list("token", flat=True))
    again = list(Post.objects.order_by("participant", "on").values_list("caption", flat=True))
    assert again == captions  # the words depend on the business and the day alone


def test_posts_in_shows_one_s_own_region_only(cohort, plan, agency, agency_of_region):
    plan()
    assert posts_in(cohort=cohort, month="2027-03", by=agency).count() == 36
    assert posts_in(cohort=cohort, month="2027-03", by=agency_of_region).count() == 24


def test_posts_due_are_those_in_one_s_charge(cohort, plan, facilitator):
    plan()
    post = Post.objects.first()
    assert not posts_due(by=facilitator, on=post.on)
    post.participant.facilitator = facilitator
    post.participant.save()
    assert list(posts_due(by=facilitator, on=post.on)) == [post]


LINKS = [
    "https://www.instagram.com/p/C1abc/?igsh=1",
    "https://m.facebook.com/story.php?id=1",
    "https://www.facebook.com/share/p/1abc/",
    "https://vt.tiktok.com/ZS1abc/",
    "http://www.instagram.com/p/C1abc/",
    "  https://youtu.be/abc\n",
]


@pytest.mark.parametrize("url", LINKS)
def test_prove_post_keeps_the_link(plan, owner, at, url):
    plan()
    post = posts_of(participant=Post.objects.first().participant).first()
    prove_post(post=post, url=url, by=owner, at=at)
    post.refresh_from_db()
    assert (post.status, post.proven_at) == (Post.Status.PROVEN, at)
    assert post.proof_url.startswith("https://")
    following = next_posts(keys=[post.participant_id], on=post.on)[post.participant_id]
    assert following.on > post.on


@pytest.mark.parametrize(
    "url",
    [
        "",
        "instagram",
        "javascript:alert(1)//https://instagram.com/x",
        "https://instagram.com.evil.example/p/1",
        "https://evil.example/https://instagram.com/p/1",
        "https://instagram.com@evil.example/p/1",
        "https://notinstagram.com/p/1",
        "https://instagram.com/",
        "https://instagram.com/p/1 https://evil.example",
        "https://instagram.com/p/1\u202e",
        "https://instagram.com/" + "a" * 300,
    ],
)
def test_prove_post_refuses_what_is_no_post(plan, owner, at, url):
    plan()
    post = Post.objects.first()
    with pytest.raises(NotAPostLink):
        prove_post(post=post, url=url, by=owner, at=at)
    post.refresh_from_db()
    assert (post.status, post.proof_url) == (Post.Status.PLANNED, "")
