import pytest

from laju.apps.accounts.models import Role
from laju.apps.social.models import Post
from tests.factories import PostFactory, UserFactory

LINK = "https://www.instagram.com/p/Cabc123/"


@pytest.fixture
def post(db):
    return PostFactory()


def address(post):
    return f"/p/{post.token}/"


def owner_of(post):
    user = UserFactory(role=Role.OWNER)
    owner = post.participant.application.business.owner
    owner.user = user
    owner.save()
    return user


def test_share_post_is_ready_for_anybody_with_the_link(client, post):
    response = client.get(address(post))
    html = response.content.decode()
    assert post.caption in html
    assert "https://wa.me/?text=" in html
    assert "noindex" in response["X-Robots-Tag"]
    assert 'name="url"' not in html


def test_share_post_keeps_nothing_from_strangers(client, post):
    assert client.post(address(post), {"url": LINK}).status_code == 302
    post.refresh_from_db()
    assert post.status == Post.Status.PLANNED


def test_share_post_keeps_the_owners_proof(sign_in, post):
    response = sign_in(owner_of(post)).post(address(post), {"url": LINK}, follow=True)
    post.refresh_from_db()
    assert (post.status, post.proof_url) == (Post.Status.PROVEN, LINK)
    assert LINK[:40] in response.content.decode()


def test_share_post_refuses_an_address_that_is_no_post(sign_in, post):
    response = sign_in(owner_of(post)).post(address(post), {"url": "http://evil.example/x"})
    assert "bukan tautan kiriman" in response.content.decode()
    post.refresh_from_db()
    assert post.status == Post.Status.PLANNED


@pytest.mark.parametrize("role", [Role.OWNER, Role.FACILITATOR, Role.ASSESSOR])
def test_share_post_takes_no_proof_from_people_of_other_businesses(sign_in, people, role, post):
    sign_in(people[role]).post(address(post), {"url": LINK})
    post.refresh_from_db()
    assert post.status == Post.Status.PLANNED


def test_share_post_takes_no_proof_from_the_office_of_another_region(sign_in, toba, post):
    elsewhere = UserFactory(role=Role.AGENCY, regions=[toba])
    sign_in(elsewhere).post(address(post), {"url": LINK})
    post.refresh_from_db()
    assert post.status == Post.Status.PLANNED


def test_share_post_takes_proof_from_the_office(sign_in, agency, post):
    sign_in(agency).post(address(post), {"url": LINK})
    post.refresh_from_db()
    assert post.status == Post.Status.PROVEN


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "%00", "x" * 5000, "é"])
def test_share_post_knows_no_other_token(client, token):
    assert client.get(f"/p/{token}/").status_code == 404
