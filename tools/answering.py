"""Learners who answer over real HTTP, many at once, for benchmarks and for tests that kill the server under load.

Each has a connection of its own that is kept open. The client is small on purpose: what it costs, the measured server
does not get.
"""

import asyncio
import http.client
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
OPTION = re.compile(r'name="choice" value="([^"]+)"')
LENGTH = 10
OK = 200


@dataclass(slots=True)
class Desk:
    """One guest at one attempt, over some of its questions. `options` are the ids on the page of each position."""

    host: str
    path: str
    cookie: str
    token: str
    options: dict[int, list[str]]
    sequences: dict[int, int] = field(default_factory=dict)
    turn: int = 0

    def next_answer(self) -> tuple[int, int, str, bytes]:
        """Position, sequence, option and request of the next answer; positions take turns."""
        position = list(self.options)[self.turn % len(self.options)]
        self.turn += 1
        sequence = self.sequences.get(position, 0) + 1
        self.sequences[position] = sequence
        option = self.options[position][sequence % len(self.options[position])]
        return position, sequence, option, self.request(position, sequence, option)

    def request(self, position: int, sequence: int, option: str) -> bytes:
        """The bytes with which a page saves this answer."""
        answer = {"choice": [option], "sequence": sequence, "seen": sequence - 1, "page": "one", "seconds": 2.5}
        body = json.dumps(answer | {"confidence": None}).encode()
        head = (
            f"POST {self.path}/{position}/answer HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\n"
            f"X-CSRFToken: {self.token}\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(frozen=True, slots=True)
class Reply:
    """What one request came to: seconds it took, its status, and its body."""

    seconds: float
    status: int
    body: bytes


def sit_down(address: str, exam: str = "clf-c02") -> Desk:
    """A new guest who starts a quick quiz and reads the questions that ask for one option."""
    host = urlsplit(address).netloc
    browser = _Browser(host)
    token = _found(TOKEN, browser.ask("GET", f"/exams/{exam}"))
    start = {"csrf_token": token, "exam": exam, "mode": "quick", "length": str(LENGTH)}
    browser.ask("POST", "/attempts", urlencode(start))
    path = browser.location.removesuffix("/1")
    options: dict[int, list[str]] = {}
    for position in range(1, LENGTH + 1):
        page = browser.ask("GET", f"{path}/{position}")
        token = _found(TOKEN, page)
        if 'data-choose="1"' in page:
            options[position] = OPTION.findall(page)
    return Desk(host, path, browser.cookie, token, options)


class Connection:
    """A connection that is kept open; one request at a time."""

    def __init__(self, host: str) -> None:
        name, _, port = host.partition(":")
        self.place = (name, int(port))
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, request: bytes) -> Reply:
        """Send a request and read its answer. Raises OSError or EOFError where the server is gone."""
        if self.streams is None:
            self.streams = await asyncio.open_connection(*self.place)
        reader, writer = self.streams
        start = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]
        body = await reader.readexactly(length)
        return Reply(time.perf_counter() - start, int(head[9:12]), body)

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


async def hammer(host: str, requests: list[Callable[[], bytes]], seconds: float) -> list[Reply]:
    """One connection for each of `requests`, which makes its next request; all as fast as the server answers."""
    replies: list[Reply] = []
    end = time.perf_counter() + seconds

    async def keep_on(make: Callable[[], bytes]) -> None:
        connection = Connection(host)
        while time.perf_counter() < end:
            replies.append(await connection.ask(make()))
        connection.close()

    await asyncio.gather(*map(keep_on, requests))
    return replies


async def pace(host: str, requests: list[Callable[[], bytes]], every: float, seconds: float) -> list[Reply]:
    """One connection for each of `requests`, each with a request every `every` seconds, evenly spread."""
    replies: list[Reply] = []
    start = time.perf_counter()

    async def keep_on(number: int, make: Callable[[], bytes]) -> None:
        connection = Connection(host)
        due = start + every * number / len(requests)
        while due < start + seconds:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            replies.append(await connection.ask(make()))
            due += every
        connection.close()

    await asyncio.gather(*(keep_on(number, make) for number, make in enumerate(requests)))
    return replies


class _Browser:
    """Keeps the session's cookie between requests."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.cookie = ""
        self.location = ""

    def ask(self, method: str, path: str, body: str = "") -> str:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        self.location = response.headers.get("Location", "")
        self.cookie = (response.headers.get("Set-Cookie") or self.cookie).partition(";")[0]
        text = response.read().decode()
        connection.close()
        if response.status not in (OK, 303):
            raise RuntimeError(f"{method} {path} answered {response.status}: {text[:500]}")
        return text


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match, f"{pattern.pattern} is on the page"
    return match[1]
