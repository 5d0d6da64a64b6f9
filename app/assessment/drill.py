"""The sequence of a drill: due traps first, mixed, and what was missed comes back once something else lay between.

Source: section 5.5 of the method reference: interleaving, and "until right once a session".
"""

from collections.abc import Collection, Sequence

LENGTH = 8  # items: about five minutes
FEWEST_TRAPS = 3
OF_EACH = 2  # items of a trap at least: a minimal pair takes two
BETWEEN = 3  # other items before a missed trap returns
MOST_RETURNS = 2  # of one trap
LONGEST = 16  # items, with all returns


def plan_drill(due: Sequence[str], others: Sequence[str] = (), length: int = LENGTH) -> tuple[str, ...]:
    """The trap of each item: the due ones in their order, filled up from `others` to three traps, taken in turns.

    So few that each comes twice, where the drill is long enough for three. Empty where there is neither. Neighbors
    differ wherever there are two traps.
    """
    traps = list(dict.fromkeys(due))[: max(FEWEST_TRAPS, length // OF_EACH)][:length]
    for trap in others:
        if len(traps) >= min(FEWEST_TRAPS, length):
            break
        if trap not in traps:
            traps.append(trap)
    return tuple(traps[place % len(traps)] for place in range(length)) if traps else ()


def plan_return(
    traps: Sequence[str], position: int, missed: Sequence[int], barren: Collection[str] = ()
) -> tuple[str, ...]:
    """The traps to append to a drill after the item at `position` (from 1) was missed; none where it does not return.

    `traps` are those of all items so far, `missed` the positions missed until now, this one included. The missed trap
    stands last in what is appended; where fewer than three other items are left, others of the drill go before it, but
    none that is `barren`: no fresh item can be made on those.
    """
    trap = traps[position - 1]
    misses = sum(traps[place - 1] == trap for place in missed)
    ahead = list(traps[position:])
    others = [other for other in dict.fromkeys(traps) if other != trap]
    if misses > MOST_RETURNS or trap in ahead or trap in barren or len(others) < FEWEST_TRAPS - 1:
        return ()
    others = [other for other in others if other not in barren]
    fillers: list[str] = []
    if len(ahead) < BETWEEN and not others:
        return ()
    while len(ahead) + len(fillers) < BETWEEN:
        last = fillers[-1] if fillers else traps[-1]
        fillers.append(next((other for other in others if other != last), others[0]))
        others.append(others.pop(others.index(fillers[-1])))
    appended = (*fillers, trap)
    return appended if len(traps) + len(appended) <= LONGEST else ()
