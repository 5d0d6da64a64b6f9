"""A server that is killed under load loses and doubles no acknowledged answer."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from tools.answering import OK, Connection, Desk, sit_down
from tools.serving import Server, running

LEARNERS = 8
Place = tuple[str, int]
Written = tuple[int, str]  # sequence and option


@dataclass
class Ledger:
    """What the learners sent, and what was acknowledged: the newest write of each place, and the one under way."""

    acknowledged: dict[Place, Written] = field(default_factory=dict)
    under_way: dict[Place, Written] = field(default_factory=dict)


async def answer_until_killed(server: Server, desks: list[Desk], ledger: Ledger, seconds: float) -> None:
    """All learners answer as fast as the server does, until it is killed after `seconds`."""

    async def keep_on(desk: Desk) -> None:
        connection = Connection(urlsplit(server.address).netloc)
        attempt = desk.path.rsplit("/", 1)[1]
        try:
            while True:
                position, sequence, option, request = desk.next_answer()
                ledger.under_way[attempt, position] = (sequence, option)
                reply = await connection.ask(request)
                assert reply.status == OK, reply.body
                assert json.loads(reply.body)["sequence"] == sequence
                ledger.acknowledged[attempt, position] = ledger.under_way.pop((attempt, position))
        except (OSError, EOFError):
            connection.close()

    async def kill() -> None:
        await asyncio.sleep(seconds)
        await asyncio.to_thread(server.kill)

    await asyncio.gather(kill(), *map(keep_on, desks))


def stored(database: Path) -> dict[Place, Written]:
    """The newest write of every place that has one."""
    query = "SELECT attempt_id, position, sequence, choice FROM response WHERE sequence > 0"
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {(row[0], row[1]): (row[2], json.loads(row[3])[0]) for row in connection.execute(query)}


def check_kept(ledger: Ledger, database: Path) -> None:
    """Stored is what was acknowledged last, or the one write after it whose acknowledgment the kill cut off."""
    found = stored(database)
    for place, written in ledger.acknowledged.items():
        assert found[place] in (written, ledger.under_way.get(place)), place
    for place, written in found.items():
        assert written in (ledger.acknowledged.get(place), ledger.under_way.get(place)), place


async def send_again(server: Server, desks: list[Desk], ledger: Ledger) -> None:
    """As pages do once the server is back: each write under way is sent again, twice, and is acknowledged as one."""
    for desk in desks:
        desk.host = urlsplit(server.address).netloc
        connection = Connection(desk.host)
        attempt = desk.path.rsplit("/", 1)[1]
        for place, (sequence, option) in list(ledger.under_way.items()):
            if place[0] != attempt:
                continue
            request = desk.request(place[1], sequence, option)
            bodies = [await connection.ask(request) for _ in range(2)]
            assert {reply.status for reply in bodies} == {OK}
            assert len({json.loads(reply.body)["answered"] for reply in bodies}) == 1
            ledger.acknowledged[place] = ledger.under_way.pop(place)
        connection.close()


def kill_again_and_again(folder: Path, kills: int) -> None:
    rng = Random(kills)
    ledger, desks = Ledger(), list[Desk]()
    database = folder / "whose.sqlite"
    for _ in range(kills):
        with running(folder, WHOSE_WARM_UP="0") as server:
            if not desks:
                desks = [sit_down(server.address) for _ in range(LEARNERS)]
            asyncio.run(send_again(server, desks, ledger))
            before = len(ledger.acknowledged)
            asyncio.run(answer_until_killed(server, desks, ledger, 0.3 + rng.random()))
        assert len(ledger.acknowledged) >= before > 0 or len(ledger.acknowledged) > 0
        check_kept(ledger, database)
    with running(folder, WHOSE_WARM_UP="0") as server:
        asyncio.run(send_again(server, desks, ledger))
    assert stored(database) == ledger.acknowledged


def test_a_killed_server_keeps_every_acknowledged_answer(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 2)


@pytest.mark.gate
def test_a_server_killed_twenty_times_keeps_every_acknowledged_answer(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 20)
