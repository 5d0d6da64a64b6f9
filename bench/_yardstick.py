"""The yardstick of the answer path: a bare Flask route with one SQLAlchemy insert and commit, on the same server.

It has the settings of the same database file and server: WAL, synchronous=FULL, as many threads and workers.
"""

import click
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, event, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from app.cli import BACKPRESSURE
from app.config import THREADS, database_url
from app.store.engine import PRAGMAS, pool_options

answers = Table(
    "answer",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("choice", String(64), nullable=False),
)


def create_app() -> Flask:
    """The bare application on the database of the environment."""
    url = database_url()
    engine = create_engine(url, **pool_options(url, THREADS))

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    answers.metadata.create_all(engine)
    app = Flask(__name__)

    @app.get("/healthz")
    def healthz() -> ResponseReturnValue:
        return {"status": "ok"}

    @app.post("/answer")
    def answer() -> ResponseReturnValue:
        body = request.get_json()
        with engine.begin() as connection:
            connection.execute(insert(answers).values(position=body["sequence"], choice=body["choice"][0]))
        return jsonify(sequence=body["sequence"])

    return app


@click.command()
@click.option("--host", required=True)
@click.option("--port", required=True, type=int)
@click.option("--workers", default=1)
def serve(host: str, port: int, workers: int) -> None:
    """Serve as `whose serve` does."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "bench._yardstick:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    serve()
