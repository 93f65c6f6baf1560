import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from laju.web.shared import failures


@pytest.mark.django_db
def test_lost_page_is_kind_and_in_our_look(client):
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert "Halaman ini tidak ada." in response.content.decode()
    assert "laju.css" in response.content.decode()


@pytest.mark.django_db
def test_stale_form_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/keluar/")
    assert response.status_code == 403
    assert "terlalu lama terbuka" in response.content.decode()


def test_broken_page_needs_no_database():
    response = failures.broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "bukan salah Anda" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("view", "status"), [("forbidden", 403), ("bad_request", 400)])
def test_refusals_have_a_page(view, status):
    request = RequestFactory().get("/")
    response = getattr(failures, view)(request, PermissionDenied())
    assert response.status_code == status
    assert "Ke beranda" in response.content.decode()
