"""Headers of every response, sessions that last, and where a request that changes something may come from."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from werkzeug.exceptions import Forbidden
from werkzeug.middleware.proxy_fix import ProxyFix

YEAR_SECONDS = 365 * 24 * 3600
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class LastingSession(SecureCookieSession):
    """A session that outlives the browser: a closed window must not cost a guest their attempts."""

    permanent = True


class LastingSessions(SecureCookieSessionInterface):
    """Opens lasting sessions from the signed cookie, and lengthens them whenever a page is looked at.

    Other responses carry the cookie only where it changed: a static file may be kept by others, saves are many, and a
    page fetched ahead would bring an older cookie back over what was noted meanwhile.
    """

    session_class = LastingSession

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        looked_at = request.method == "GET" and request.endpoint != "static" and not is_fetched_ahead()
        return session.modified or looked_at


def secure(app: Flask) -> None:
    """Set all of this up for `app`. With BEHIND_HTTPS, one proxy in front is believed about address and scheme."""
    app.session_interface = LastingSessions()
    app.before_request(refuse_other_origins)
    app.after_request(set_headers)
    if app.config["BEHIND_HTTPS"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
        app.after_request(set_transport_security)


def is_fetched_ahead() -> bool:
    """Whether the service worker asks for this page to keep it, and nobody is looking at it."""
    return request.headers.get("Purpose") == "prefetch"


def refuse_other_origins() -> None:
    """Refuse a change that another site's page sends, before any token is looked at. Browsers say where it is from."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    foreign = site not in ("same-origin", "none") if site else bool(origin) and _host(origin) != request.host
    if foreign:
        raise Forbidden("This request comes from another site, so it was refused.")


def set_headers(response: Response) -> Response:
    """Every response says what its page may do. Pages are a learner's own, so nothing on the way may keep them."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static" or response.status_code >= HTTPStatus.BAD_REQUEST:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def set_transport_security(response: Response) -> Response:
    """Browsers that came by https keep to it."""
    response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR_SECONDS}; includeSubDomains")
    return response


def _host(origin: str | None) -> str:
    return urlsplit(origin or "").netloc
