"""Domain errors shown as pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laju.core.errors import DomainError


class DomainErrorMiddleware:
    """Turn any DomainError into a page that says what is wrong and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a DomainError; leave anything else to Django."""
        if not isinstance(exception, DomainError):
            return None
        back = request.headers.get("Referer", "") if request.method == "POST" else ""
        context = {
            "message": str(exception),
            "remedy": exception.remedy,
            "status": exception.status,
            "back_url": back if back.startswith(_origin(request)) else "",
        }
        return render(request, "shared/error.html", context, status=exception.status)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}/"
