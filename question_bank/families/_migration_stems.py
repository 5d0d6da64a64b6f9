"""Stems about a move. `{sentence}` follows "A company" and names both places; the last sentence fixes the pattern."""

from collections.abc import Mapping, Sequence

from question_bank.model import Owner

Stems = Mapping[tuple[str, Owner], Sequence[str]]

MOVED: Stems = {
    ("foundational", Owner.PROVIDER): (
        "A company {sentence}. Which kind of task does AWS take over from the company?",
        "A company {sentence}. Which kind of task passes from the company to AWS?",
        "A company {sentence}. Which kind of task does the company hand over to AWS?",
        "A company {sentence}. Of which kind of task does the move relieve the company?",
    ),
    ("foundational", Owner.CUSTOMER): (
        "A company {sentence}. Which kind of task does the company take over from AWS?",
        "A company {sentence}. Which kind of task passes from AWS to the company?",
        "A company {sentence}. Which kind of task does the move add to the company's own work?",
        "A company {sentence}. Of which kind of task does the move relieve AWS?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company {sentence}. The operations team wants to know what it can stop doing. Which kind of task does AWS "
        "take over from the company?",
        "To reduce operational work, a company {sentence}. Which kind of task passes from the company to AWS?",
        "A company {sentence}. A solutions architect estimates the effort that this saves. Of which kind of task does "
        "the move relieve the company?",
        "A company {sentence}. The runbook of the workload has to be cut to what is still needed. Which kind of task "
        "does the company hand over to AWS?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company {sentence}. The operations team wants to know what it has to start doing. Which kind of task does "
        "the company take over from AWS?",
        "To gain control of the layers below, a company {sentence}. Which kind of task passes from AWS to the company?",
        "A company {sentence}. A solutions architect estimates the effort that this costs. Which kind of task does the "
        "move add to the company's own work?",
        "A company {sentence}. The runbook of the workload has to be extended. Of which kind of task does the move "
        "relieve AWS?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company {sentence}. The security team revises its responsibility matrix. The owner of which kind of task "
        "changes from the company to AWS?",
        "A company {sentence}. An auditor asks which controls the company has newly inherited. Which kind of task does "
        "AWS take over from the company?",
        "A company {sentence}. A security engineer removes obsolete steps from the patching and hardening procedure. "
        "Which kind of task passes from the company to AWS?",
        "A company {sentence}. A risk register has to name the new owners. Which kind of task does the company hand "
        "over to AWS?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company {sentence}. The security team revises its responsibility matrix. The owner of which kind of task "
        "changes from AWS to the company?",
        "A company {sentence}. An auditor asks which controls the company can no longer inherit. Which kind of task "
        "does the company take over from AWS?",
        "A company {sentence}. A security engineer adds steps to the patching and hardening procedure. Which kind of "
        "task passes from AWS to the company?",
        "A company {sentence}. A risk register has to name the new owners. Which kind of task does the move add to "
        "the company's own work?",
    ),
}

STAYED: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company {sentence}. Which kind of task was the company's before the move and remains the company's after "
        "it?",
        "A company {sentence}. Which kind of task is the company's before the move and after it?",
        "A company {sentence}. Which kind of task does the company do both before the move and after it?",
        "A company {sentence}. For which kind of task is the company responsible both before the move and after it?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company {sentence}. Which kind of task was AWS's before the move and remains AWS's after it?",
        "A company {sentence}. Which kind of task is AWS's before the move and after it?",
        "A company {sentence}. Which kind of task does AWS do both before the move and after it?",
        "A company {sentence}. For which kind of task is AWS responsible both before the move and after it?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company {sentence}. The operations team lists what it still has to do. Which kind of task was the company's "
        "before the move and remains the company's after it?",
        "To reduce operational work, a company {sentence}. Which kind of task does the company do both before the move "
        "and after it?",
        "A company {sentence}. A solutions architect plans the staff for the new design. Which kind of task is the "
        "company's before the move and after it?",
        "A company {sentence}. The runbook is checked line by line. For which kind of task is the company responsible "
        "both before the move and after it?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company {sentence}. A solutions architect lists what the move does not change. Which kind of task was AWS's "
        "before the move and remains AWS's after it?",
        "A company {sentence}. The operations team compares both designs. Which kind of task is AWS's before the move "
        "and after it?",
        "A company {sentence}. A design review separates old from new benefits. Which kind of task does AWS do both "
        "before the move and after it?",
        "A company {sentence}. The runbook is checked line by line. For which kind of task is AWS responsible both "
        "before the move and after it?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company {sentence}. The security team revises its responsibility matrix. Which kind of task was the "
        "company's before the move and remains the company's after it?",
        "A company {sentence}. An auditor asks which controls the company still has to show itself. Which kind of task "
        "does the company do both before the move and after it?",
        "A company {sentence}. A security engineer checks that no step of the procedure is dropped too early. For "
        "which kind of task is the company responsible both before the move and after it?",
        "A company {sentence}. A risk register keeps its owner for some tasks. Which kind of task is the company's "
        "before the move and after it?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company {sentence}. The security team revises its responsibility matrix. Which kind of task was AWS's "
        "before the move and remains AWS's after it?",
        "A company {sentence}. An auditor asks which controls the company inherited before and still inherits. Which "
        "kind of task is AWS's before the move and after it?",
        "A company {sentence}. A security engineer marks the rows of the control list that need no change. Which kind "
        "of task does AWS do both before the move and after it?",
        "A company {sentence}. A risk register keeps its owner for some tasks. For which kind of task is AWS "
        "responsible both before the move and after it?",
    ),
}
