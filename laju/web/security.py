"""What a browser may load and run on our pages, and what the database shows to whom."""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from laju.apps.accounts.models import User
from laju.apps.privacy.wall import behind_wall

OFFICE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
# Pages of businesses carry their first style inside, so that they open at once and from a USB stick.
# Their one script runs without an origin of its own: it reaches no cookie and no page of the office.
SITES = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-popups allow-top-navigation-by-user-activation"
)

# A draft is shown to the people who made it, and needs their cookie for its pictures: so no script.
PREVIEW = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)


OWN_ACCOUNT = "/akun/"  # where an assessor, too, changes something: the own way in


class ContentSecurityMiddleware:
    """Set a strict Content-Security-Policy unless the view has set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the policy added."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", OFFICE)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"
        )
        return response


class SecondWallMiddleware:
    """Answer signed-in people behind the database's own wall, a stream until its last part."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, asking the database as the role of the person."""
        user = request.user
        if not isinstance(user, User) or request.path.startswith(OWN_ACCOUNT):
            return self.get_response(request)
        with behind_wall(user=user):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _behind(user, response.streaming_content)
        return response


def _behind(user: User, parts: Iterable[bytes]) -> Iterator[bytes]:
    with behind_wall(user=user):
        yield from parts
