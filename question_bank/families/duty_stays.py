"""What does a move leave where it was? The twin of `duty-moves-away`: items whose key is a duty that keeps its owner.

Stem: it holds "A company " and one sentence of `data/migrations.yaml`, as in `duty-moves-away`. The last sentence asks
for a duty that is the company's at both places ("stays with the company", "is the company's before the move and after
it", "leave with the company", "does the company have to keep up after the move"), or AWS's at both ("stays with AWS",
"is AWS's before the move and after it", "leave with AWS", "does AWS keep up after the move, as it did before").
Options: the task as the second place has it, word for word the part of its owner there. A distractor's control is the
other side's at one place or at both.
Proof: as in `duty-moves-away`.
"""

from question_bank.families._migration_stems import STAYS
from question_bank.families.duty_moves_away import MigrationFamily

FAMILY = MigrationFamily("duty-stays", "Which task stays where it was in a move", STAYS, changes=False)
