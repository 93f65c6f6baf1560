"""Plain pages: what is kept and why, and how figures are made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from laju.core.selection import ticket


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, why, and how to object."""
    return render(request, "public/privacy.html")


@require_GET
def methods(request: HttpRequest) -> HttpResponse:
    """Say how seats, places, budgets, levels and ranks are worked out."""
    return render(request, "public/methods.html", {"example": ticket("17 08 45", "LJ-000042-7")})
