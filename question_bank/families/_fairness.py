"""Whether a key would stand out among the options: asked before an item is written out, so that few are refused later.

The rules are those of `question_bank.lint`, which has the last word.
"""

from collections.abc import Callable, Sequence
from random import Random
from statistics import median

from question_bank.families._drawing import in_turn
from question_bank.lint.options import LONGER, LONGER_CHARACTERS, SHORTER
from question_bank.lint.text import OptionText, Text, option_of, text_of


def is_fair(stem: str, keys: Sequence[str], wrong: Sequence[str]) -> bool:
    """Whether neither words of the stem, nor length, nor absolute or hedging words tell keys and distractors apart.

    `stem` may be the part of it that is known before it is written.
    """
    right, others = [option_of(text) for text in keys], [option_of(text) for text in wrong]
    if _clangs(text_of(stem), right, others) or _marked(right, others):
        return False
    return len(keys) > 1 or not _stands_out(keys[0], wrong)


def _clangs(stem: Text, keys: Sequence[Text], wrong: Sequence[Text]) -> bool:
    for key in keys:
        words, runs = key.tokens & stem.tokens, key.runs & stem.runs
        if words and words.difference(*[text.tokens for text in wrong]):
            return True
        if runs and runs.difference(*[text.runs for text in wrong]):
            return True
    return False


def _stands_out(key: str, wrong: Sequence[str]) -> bool:
    lengths = sorted(map(len, wrong))
    longer = len(key) > LONGER * lengths[-1] and len(key) > median([len(key), *lengths]) + LONGER_CHARACTERS
    return longer or len(key) < SHORTER * lengths[0]


def _marked(keys: Sequence[OptionText], wrong: Sequence[OptionText]) -> bool:
    for right, other in (
        ({text.absolute for text in keys}, {text.absolute for text in wrong}),
        ({text.hedged for text in keys}, {text.hedged for text in wrong}),
    ):
        if len(right) == len(other) == 1 and right != other:
            return True
    return False


def fair_stem(frames: Sequence[str], fill: Callable[[str], str], texts: Sequence[str], keys: int, rng: Random) -> str:
    """One of the frames, filled, whose words point at no key; the last one looked at where each does.

    `texts` are the options, of which the first `keys` are right.
    """
    right, wrong = [option_of(text) for text in texts[:keys]], [option_of(text) for text in texts[keys:]]
    stem = ""
    for frame in in_turn(frames, rng):
        stem = fill(frame)
        if not _clangs(text_of(stem), right, wrong):
            break
    return stem
