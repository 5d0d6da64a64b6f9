"""Worlds that simulated learners live in. None has the form of the readiness model: that is their use.

Source: psychometrics 4.5 for what a world holds. The values that it leaves open are set by figures of 4.6 that do not
depend on the model: how many pass in each world (base 0.36, no-forgetting 0.42, …), after how many answers, and how far
off their pooled percent is. The model's own parameters were never fitted to these worlds.
"""

from dataclasses import dataclass, replace

TRAPS = 40


@dataclass(frozen=True, slots=True)
class World:
    """Abilities and difficulties are in logits, times in days, shares and chances from 0 to 1."""

    start: float = 1.2  # ability apart from what traps take away
    start_sd: float = 0.88
    domain_sd: float = 0.33
    growth: float = 0.22  # reached slowly: 63 % of it after `growth_answers`
    growth_sd: float = 0.25
    growth_answers: float = 180.0
    idle_loss: float = 0.2  # of the growth, when idle for long
    idle_days: float = 30.0
    walk: float = 0.0014  # variance a day
    trap_share: float = 0.45  # of the traps that a learner holds at the start
    trap_effect: float = 1.9  # what a trap that is fully held takes from an item's logit
    learned_if_wrong: float = 0.06
    learned_if_right: float = 0.015
    trap_days: float = 45.0  # stability of what was learned once; it doubles each time
    trap_returns: float = 0.5  # exponent of the power curve; 0 never forgets
    pressure: float = 0.10  # lost under the clock
    pressure_sd: float = 0.08
    over_chance: float = 0.04  # wording helps a guesser by so much
    slip: float = 0.02
    hardness: float = 0.0  # how much harder all items are than their estimates say
    difficulty_sd: float = 0.60  # known to the models
    unknown_sd: float = 0.45  # not known to them
    slope_log_sd: float = 0.25
    looks_up: float = 0.25  # share of learners who do
    look_up_share: float = 0.15  # of their untimed answers
    hasty: float = 0.20  # share of learners who answer some items without reading
    hasty_share: float = 0.08
    haste_found: float = 0.85
    repeats: float = 0.08
    sittings: float = 10.5  # median


BASE = World()
WORLDS = {
    "base": BASE,
    "no-forgetting": replace(BASE, idle_loss=0.0, trap_returns=0.0),
    "strong-forgetting": replace(BASE, idle_loss=0.60, idle_days=20.0, trap_days=12.0),
    "weak-learners": replace(BASE, start=BASE.start - 0.75),
    "strong-learners": replace(BASE, start=BASE.start + 0.9),
    "test-wise": replace(BASE, over_chance=0.12),
    "few-traps": replace(BASE, trap_share=0.20, start=BASE.start - 0.38),
    "hard-bank": replace(BASE, hardness=0.45),
}
