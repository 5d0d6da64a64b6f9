"""The command that lets simulated learners practice for weeks, and shows how far our readiness is from their truth."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context
from typing import Any

import click

from app.assessment.simulated.run import MODEL, Gate, Outcome, Summary, gates_of, simulate_learner, summarize
from app.assessment.simulated.worlds import WORLDS
from app.bank_commands import SEED, print_json, refusing
from question_bank.loading import load_exam_guides

CHUNK = 25  # learners a process takes at a time
COLUMNS = (
    ("Brier", "brier", ".4f"),
    ("error²", "error", ".4f"),
    ("log loss", "log_loss", ".3f"),
    ("ECE", "calibration_error", ".3f"),
    ("coverage", "coverage", ".3f"),
    ("width", "width", ".2f"),
    ("bias", "bias", "+.3f"),
)


def register_simulate_command(group: click.Group) -> None:
    """Adds `simulate` to `group`."""
    group.add_command(simulate)


@click.command()
@click.option("--learners", type=click.IntRange(min=20), default=2000, show_default=True)
@click.option("--seed", type=SEED, default=1, show_default=True)
@click.option("--world", type=click.Choice(list(WORLDS)), default="base", show_default=True)
@click.option("--processes", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="all cores")
@click.option("--json", "as_json", is_flag=True, help="one JSON object in place of the tables")
@refusing
def simulate(learners: int, seed: int, world: str, processes: int, as_json: bool) -> None:
    """Print how well readiness fits LEARNERS simulated learners, beside simpler ways to state it.

    The same learners, seed and world print the same figures, on however many processes.
    """
    guides = [guide for guide in load_exam_guides().values() if not guide.retired]
    with _outcomes(partial(simulate_learner, guides, world, seed), learners, processes) as found:
        shown = click.progressbar(found, length=learners, label=f"Learners, {world}", file=sys.stderr)
        with shown as outcomes:
            lived = list(outcomes)
    try:
        summary = summarize(world, lived)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        print_json(summary_json(summary, seed))
    else:
        click.echo("\n".join(summary_lines(summary, seed)))


@contextmanager
def _outcomes(one: "partial[Outcome | None]", learners: int, processes: int) -> Iterator[Iterator[Outcome | None]]:
    """What becomes of each learner, in order of their numbers."""
    if processes == 1:
        yield map(one, range(learners))
        return
    with get_context("spawn").Pool(processes) as pool:  # forking is unsafe where a library has threads
        yield pool.imap(one, range(learners), chunksize=CHUNK)


def summary_json(summary: Summary, seed: int) -> dict[str, Any]:
    """The figures as one object; `reliability` is the model's table of ten equal bins."""
    quality = {name: asdict(one) for name, one in summary.quality.items()}
    bins = quality[MODEL]["bins"]
    for one in quality.values():
        del one["bins"]
    return {
        "world": summary.world,
        "seed": seed,
        "learners": summary.learners,
        "judged": summary.judged,
        "median_answers": summary.median_answers,
        "pass_rate": summary.pass_rate,
        "score_range_holds": summary.score_held,
        "quality": quality,
        "reliability": list(bins),
        "gates": [{**asdict(gate), "holds": gate.holds} for gate in gates_of(summary)],
    }


def summary_lines(summary: Summary, seed: int) -> list[str]:
    """The figures as tables for people."""
    widths = [max(9, len(title) + 2) for title, _, _ in COLUMNS]
    lines = [
        f"World {summary.world}, seed {seed}: {summary.learners} learners, {summary.judged} with enough answers"
        f" (median {summary.median_answers}); {summary.pass_rate:.0%} would pass.",
        "",
        f"{'':<16}" + "".join(f"{title:>{width}}" for (title, _, _), width in zip(COLUMNS, widths, strict=True)),
    ]
    for name, one in summary.quality.items():
        figures = [f"{getattr(one, field):{style}}" for _, field, style in COLUMNS]
        lines.append(f"{name:<16}" + "".join(f"{text:>{width}}" for text, width in zip(figures, widths, strict=True)))
    lines += [
        "",
        f"The model's 90 % range of the raw score holds {summary.score_held:.1%} of fresh scores.",
        "",
        f"{'learners':>8}{'stated':>9}{'passed':>9}",
        *(f"{one.count:>8}{one.stated:>9.3f}{one.happened:>9.3f}" for one in summary.quality[MODEL].bins),
        "",
        *(_gate_line(gate) for gate in gates_of(summary)),
    ]
    return lines


def _gate_line(gate: Gate) -> str:
    wanted = f"{gate.low:.2f} to {gate.high:.2f}" if gate.low else f"at most {gate.high:.2f}"
    return f"{'holds' if gate.holds else 'MISSES':<8}{gate.name:<32}{gate.value:>8.3f}   {wanted}"
