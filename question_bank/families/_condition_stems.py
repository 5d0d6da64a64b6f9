"""Stems about two modes: what a choice between them changes or leaves, and where a side does one task."""

from question_bank.families._render import Stems
from question_bank.model import Owner

CHANGED: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company {sentence}. Which kind of task does the company take on because of this choice?",
        "A company {sentence}. Which work is the company's because of this choice, and would otherwise be AWS's?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company {sentence}. Which kind of task does AWS take on because of this choice?",
        "A company {sentence}. Which work is AWS's because of this choice, and would otherwise be the company's?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company {sentence}. The operations team asks what this costs it in effort. Which kind of task does the "
        "company take on because of this choice?",
        "A company {sentence}. A solutions architect lists the drawbacks. Which work is the company's because of this "
        "choice, and would otherwise be AWS's?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company {sentence}. The operations team asks what this saves it in effort. Which kind of task does AWS take "
        "on because of this choice?",
        "A company {sentence}. A solutions architect lists the benefits. Which work is AWS's because of this choice, "
        "and would otherwise be the company's?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company {sentence}. A security engineer checks what the procedures must cover. Which kind of task does the "
        "company take on because of this choice?",
        "A company {sentence}. An auditor compares both modes. Which work is the company's because of this choice, and "
        "would otherwise be AWS's?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company {sentence}. A security engineer checks what the procedures need not cover. Which kind of task does "
        "AWS take on because of this choice?",
        "A company {sentence}. An auditor compares both modes. Which work is AWS's because of this choice, and would "
        "otherwise be the company's?",
    ),
}
EITHER: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company {sentence}. Which kind of task is the company's with either choice?",
        "A company {sentence}. The choice changes some tasks and leaves others. Which kind of task is the company's "
        "with either choice?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company {sentence}. Which kind of task is AWS's with either choice?",
        "A company {sentence}. The choice changes some tasks and leaves others. Which kind of task is AWS's with "
        "either choice?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company {sentence}. The operations team asks which effort it cannot save. Which kind of task is the "
        "company's with either choice?",
        "A company {sentence}. A solutions architect strikes out what makes no difference. Which kind of task is the "
        "company's with either choice?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company {sentence}. The operations team asks what it is spared in any case. Which kind of task is AWS's "
        "with either choice?",
        "A company {sentence}. A solutions architect strikes out what makes no difference. Which kind of task is AWS's "
        "with either choice?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company {sentence}. A security engineer writes the part of the procedures that holds for both modes. Which "
        "kind of task is the company's with either choice?",
        "A company {sentence}. An auditor compares both modes. Which kind of task is the company's with either choice?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company {sentence}. A security engineer lists what is inherited in both modes. Which kind of task is AWS's "
        "with either choice?",
        "A company {sentence}. An auditor compares both modes. Which kind of task is AWS's with either choice?",
    ),
}
BOTH: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company {sentence}. Where is the company responsible for {duty}?",
        "A company {sentence}. In which of the two cases is the company responsible for {duty}?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company {sentence}. Where is AWS responsible for {duty}?",
        "A company {sentence}. In which of the two cases is AWS responsible for {duty}?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A company {sentence}. The operations team plans its tasks. Where is the company responsible for {duty}?",
        "A company {sentence}. A solutions architect documents the work. In which of the two cases is the company "
        "responsible for {duty}?",
    ),
    ("associate", Owner.PROVIDER): (
        "A company {sentence}. The operations team plans its tasks. Where is AWS responsible for {duty}?",
        "A company {sentence}. A solutions architect documents the work. In which of the two cases is AWS responsible "
        "for {duty}?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company {sentence}. A security engineer writes the company's procedures. Where is the company responsible "
        "for {duty}?",
        "A company {sentence}. An auditor asks for evidence. Where is the company responsible for {duty}?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company {sentence}. A security engineer writes the company's procedures. Where is AWS responsible for "
        "{duty}?",
        "A company {sentence}. An auditor asks what is inherited. Where is AWS responsible for {duty}?",
    ),
}
