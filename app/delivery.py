"""How responses travel: text is compressed, and a static file whose address has its fingerprint is kept for a year."""

import gzip

from flask import Flask, Response, request

SMALLEST = 1024  # bytes; below, a packet is a packet
LEVEL = 5
TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml")
FOREVER = "public, max-age=31536000, immutable"


def deliver(app: Flask) -> None:
    """Set both up for `app`."""
    app.after_request(compress)
    app.after_request(keep_versioned)


def keep_versioned(response: Response) -> Response:
    """`?v=` changes with the file, so its address never gives anything else. Others are asked for again each time."""
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = FOREVER if request.args.get("v") else "no-cache"
    return response


def compress(response: Response) -> Response:
    """gzip for text, where the browser takes it and it is worth it."""
    if not (response.mimetype or "").startswith(TEXT):
        return response
    response.vary.add("Accept-Encoding")
    whole = response.status_code not in (204, 206, 304) and "Content-Encoding" not in response.headers
    if not whole or request.method == "HEAD" or request.accept_encodings["gzip"] <= 0:
        return response
    response.direct_passthrough = False
    close = getattr(response.response, "close", None)
    body = response.get_data()
    if close is not None:
        close()  # the file behind it is read
    if len(body) >= SMALLEST:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
