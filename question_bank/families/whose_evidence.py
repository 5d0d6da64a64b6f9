"""Whose evidence? What the reports of AWS cover, and what the company must show itself, in an audit.

Stem: it names the framework and the service of every option. Its last sentence asks for the company's work with "must
it provide its own evidence", "must the company provide its own evidence", "the company's own evidence" or "left for
the company"; for AWS's with "AWS's reports cover", "rely on AWS's" or "from AWS's". The rule behind it: a report of AWS
covers the work that AWS does, and nothing besides.
Options: parts of cells, word for word, of the controls in CONTROLS and the services in SERVICES.
Proof: the cell of each option, each with one owner, and AWS Artifact's compliance-of-workload (the company's) or
compliance-of-infrastructure (AWS's), by which whoever does the work has to show it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from random import Random

from question_bank.draft import Choice, Draft
from question_bank.families._areas import FACILITY, area_of
from question_bank.families._even import all_fair, even_trap, names_in_full
from question_bank.families._fairness import fair_stem
from question_bank.families._parts import (
    Controls,
    Part,
    PartsFamily,
    key_part,
    part_text,
    parts_of,
    service_phrases,
    wrong_part,
)
from question_bank.families._plan import plan
from question_bank.families._reasons import Reasons
from question_bank.families._render import Stems, build, level
from question_bank.item import Item
from question_bank.lint.text import text_of
from question_bank.model import Owner
from question_bank.scope import AWS, OTHER, SIDES, ExamScope, Scope
from question_bank.wording import capital, listing, sentence

OF_EACH = 2
TRIES = 24
FRAMEWORKS = ("pci-dss", "soc-2", "iso-27001")  # those with a report or certificate in AWS Artifact
SHOWN = {
    Owner.PROVIDER: (
        "AWS's reports cover it.",
        "It is within the scope of AWS's own audits.",
        "The evidence for it is in AWS's reports.",
        "It is among what AWS's reports show.",
    ),
    Owner.CUSTOMER: (
        "No report of AWS covers it.",
        "It is outside the scope of AWS's own audits.",
        "The evidence for it has to come from the company.",
        "It is not among what AWS's reports show.",
    ),
}
EXPLAINED = (
    "A report of AWS covers the work that AWS does and nothing besides. So settle first who does the work: whoever "
    "does it has to show it.",
    "Evidence follows the work. What AWS does is shown by its reports in AWS Artifact; what the company configures, "
    "writes or patches is shown by the company.",
    "AWS's reports end where AWS's work ends. For each task ask who could log in and do it: that side has the "
    "evidence.",
)
RULE = {Owner.CUSTOMER: "compliance-of-workload", Owner.PROVIDER: "compliance-of-infrastructure"}
# Services that the listed frameworks cover.
SERVICES = frozenset(
    (
        *("ec2", "ec2-auto-scaling", "ecr", "ecs-on-ec2", "ecs-on-fargate", "eks-on-ec2", "eks-on-fargate", "lambda"),
        *("elastic-beanstalk", "batch", "api-gateway", "cloudfront", "elb", "route-53", "vpc", "direct-connect", "waf"),
        *("s3", "ebs", "efs", "fsx", "aws-backup", "storage-gateway", "rds", "aurora", "database-on-ec2", "dynamodb"),
        *("documentdb", "neptune", "elasticache", "redshift", "opensearch-service", "emr", "glue", "athena", "sqs"),
        *("sns", "kinesis-data-streams", "msk", "amazon-mq", "step-functions", "eventbridge", "kms", "cloudhsm"),
        *("secrets-manager", "cognito", "directory-service", "workspaces", "sagemaker", "transfer-family", "datasync"),
    )
)
CONTROLS: Controls = {
    Owner.CUSTOMER: frozenset(
        (
            *("guest-os-patching", "guest-os-hardening", "container-image", "runtime-patching", "engine-patching"),
            *("application-code", "iam-policies", "in-service-users", "credential-rotation", "security-groups"),
            *("public-exposure", "logging-configuration", "vulnerability-scanning", "encryption-at-rest-setting"),
            *("encryption-in-transit", "key-policies", "key-rotation", "backup-configuration", "restore-testing"),
        )
    ),
    Owner.PROVIDER: frozenset(
        (
            *(
                "guest-os-patching",
                "guest-os-hardening",
                "host-os",
                "hypervisor",
                "runtime-patching",
                "engine-patching",
            ),
            *("worker-nodes", "orchestration-control-plane", "physical-security", "hardware-lifecycle", "key-hardware"),
            *("network-infrastructure", "endpoint-tls", "encryption-at-rest-mechanism", "storage-durability"),
            *("infrastructure-monitoring", "iam-service-operation", "key-rotation"),
        )
    ),
}
STEMS: Stems = {
    ("foundational", Owner.CUSTOMER): (
        "A company that uses {services} prepares for {framework}. It has AWS's reports. For which work must it "
        "provide its own evidence?",
        "AWS Artifact offers AWS's {framework} documents to a company with {services}. Which work is left for the "
        "company to show?",
        "{A_framework} auditor looks at {services}. Which work needs the company's own evidence?",
        "A company counts on AWS's {framework} reports. With {services}, for which work must it provide its own "
        "evidence?",
    ),
    ("foundational", Owner.PROVIDER): (
        "A company that uses {services} prepares for {framework}. It has AWS's reports. Which work do AWS's reports "
        "cover?",
        "AWS Artifact offers {framework} documents to a company with {services}. For which work can it rely on AWS's "
        "part?",
        "{A_framework} auditor looks at {services}. For which work can the company rely on AWS's reports?",
        "A company counts on AWS Artifact for {framework}. With {services}, which work do AWS's reports cover?",
    ),
    ("associate", Owner.CUSTOMER): (
        "A workload on {services} comes into the scope of {framework}. Its architect holds AWS's reports against the "
        "list of controls. For which work must the company provide its own evidence?",
        "A company designs a workload with {services} that will be audited against {framework}. Which work needs the "
        "company's own evidence?",
        "{A_framework} assessment of {services} starts with what AWS Artifact offers. Which work is left for the "
        "company to show?",
        "A solutions architect lists the evidence for {a_framework} audit of {services}. For which work must the "
        "company provide its own evidence?",
    ),
    ("associate", Owner.PROVIDER): (
        "A workload on {services} comes into the scope of {framework}. Its architect holds the reports against the "
        "list of controls. Which work do AWS's reports cover?",
        "A company designs a workload with {services} that will be audited against {framework}. For which work can it "
        "rely on AWS's reports?",
        "{A_framework} assessment of {services} starts with what AWS Artifact offers. For which work can the company "
        "take the evidence from AWS's reports?",
        "A solutions architect lists the evidence for {a_framework} audit of {services}. Which work do AWS's reports "
        "cover?",
    ),
    ("specialty", Owner.CUSTOMER): (
        "A company has the {framework} reports of AWS from AWS Artifact. The workload in scope runs with {services}. "
        "An assessor asks for what the reports leave open. For which work must the company provide its own evidence?",
        "{A_framework} assessor rejects a binder that holds AWS's reports alone. The scope covers {services}. Which "
        "work needs the company's own evidence?",
        "A compliance team splits the {framework} controls of {services} into those inherited and the rest. Which "
        "work is left for the company to show?",
        "In {a_framework} audit of {services}, AWS's reports answer part of the questions. For which work must "
        "the company provide its own evidence?",
    ),
    ("specialty", Owner.PROVIDER): (
        "A company has the {framework} reports of AWS from AWS Artifact. The workload in scope runs with {services}. "
        "An assessor asks what the reports answer. Which work do AWS's reports cover?",
        "{A_framework} assessor asks for evidence of work that the company cannot observe. The scope covers "
        "{services}. For which work can it rely on AWS's reports?",
        "A compliance team splits the {framework} controls of {services} into those inherited and the rest. For which "
        "work can it take the evidence from AWS's reports?",
        "In {a_framework} audit of {services}, the company has shown what it does itself. For the rest it turns to "
        "AWS. For which work can it rely on AWS's reports?",
    ),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """Parts of one service by side; `named` is how a stem calls it, `kind` its category."""

    named: str
    kind: str
    parts: Mapping[Owner, Sequence[Part]]


Pair = tuple[Holding, Holding]
Pairs = Mapping[Owner, Sequence[Pair]]  # by the side of the key, which is of the first service


@dataclass(eq=False)
class WhoseEvidence(PartsFamily):
    """Serves tasks about compliance. The work to be evidenced may be any in the exam: the rule decides whose it is.

    Every part may be key and distractor: a service has two parts of each side or more, and either service of an item
    may be that of the key.
    """

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if RULE.get(asked) not in scope.task.controls or scope.exam.references is None:
            return None
        pairs = scope.once(self.id, self._pairs)[asked]
        for _ in range(TRIES if pairs else 0):
            pair = rng.choice(pairs)
            parts = _drawn(*pair, asked, rng)
            if _stand_together(parts, pair):
                return self._planned(scope, asked, _choices(scope, parts, asked, rng), rng)
        return None

    def _planned(self, scope: Scope, asked: Owner, choices: Sequence[Choice], rng: Random) -> Draft:
        frames, texts = self.stems[(level(scope.exam), asked)], [part_text(choice) for choice in choices]
        framework = scope.exam.references.frameworks[rng.choice(FRAMEWORKS)] if scope.exam.references else None
        made = plan(self, scope, asked, choices, topic=fair_stem(frames, str, texts, 1, rng))
        rule = scope.exam.model.cell(AWS, "artifact", RULE[asked])
        return replace(made, facts=(framework.name.replace("/IEC", "") if framework else "",), further=(rule,))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        framework = draft.facts[0]
        with_article = f"{'an' if framework.startswith('ISO') else 'a'} {framework}"
        words = {"framework": framework, "a_framework": with_article, "A_framework": capital(with_article)}
        stem = draft.topic.format(services=listing(service_phrases(exam, draft.choices)), **words)
        reasons = Reasons(exam.model, rng)
        told = [f"{reasons.of(one)} {reasons.frame(SHOWN[one.claims[0].side])}" for one in draft.choices]
        texts = [part_text(choice) for choice in draft.choices]
        return build(draft, exam, stem, texts, told, rng.choice(EXPLAINED), order)

    def _pairs(self, scope: Scope) -> Pairs:
        """Two services near in kind. Where traps are asked for, a key has one of them."""
        holdings = [one for service in scope.exam.by_service for one in _holdings(scope, service, self.controls)]
        found: dict[Owner, list[Pair]] = {side: [] for side in SIDES}
        for one, other in permutations(holdings, 2):
            if one.named != other.named and one.kind == other.kind:
                for side in SIDES:
                    keys = [part for part in one.parts[side] if _wanted(scope, part)]
                    if keys:
                        found[side].append((replace(one, parts={**one.parts, side: keys}), other))
        return found


def _wanted(scope: Scope, part: Part) -> bool:
    return not scope.wanted_traps or scope.wants(part[0], OTHER[part[1]])


def _holdings(scope: Scope, service: str, controls: Controls) -> Sequence[Holding]:
    """A service's tasks that tempt, by area, those of buildings left out; those that repeat its name apart.

    So two of a holding may stand in one item whichever is the key, and none is known by the name in the stem.
    """
    model, about = scope.exam.model, scope.exam.model.service(AWS, service)
    cells = (cell for owner in SIDES for cell in scope.exam.by_service[service][owner])
    alike: dict[tuple[frozenset[str], str], dict[Owner, list[Part]]] = {}
    for cell, side in parts_of(cells, controls, SERVICES):
        text = cell.part(side)
        named = text_of(text).tokens & text_of(about.phrase).tokens
        area = area_of(model, cell)
        tempts = bool(scope.traps(cell, OTHER[side])) and area != FACILITY
        if tempts and names_in_full(model, text, about.phrase):
            alike.setdefault((named, area), {one: [] for one in SIDES})[side].append((cell, side))
    return [
        Holding(about.phrase, about.category, parts)
        for parts in alike.values()
        if all(len(mine) >= OF_EACH for mine in parts.values())
    ]


def _drawn(mine: Holding, others: Holding, asked: Owner, rng: Random) -> Sequence[Part]:
    """The key, a task of the other side of its service, and two of the second service's."""
    other = OTHER[asked]
    return [rng.choice(mine.parts[asked]), rng.choice(mine.parts[other]), *rng.sample(others.parts[other], OF_EACH)]


def _choices(scope: Scope, parts: Sequence[Part], asked: Owner, rng: Random) -> list[Choice]:
    choices, used = [key_part(parts[0], asked)], list[str]()
    for part in parts[1:]:
        traps = scope.traps(part[0], asked)
        trap = even_trap(scope, traps, used, rng) or traps[0]
        used.append(trap.id)
        choices.append(wrong_part(part, asked, trap))
    return choices


def _stand_together(parts: Sequence[Part], pair: Pair) -> bool:
    """Whether each of the four may be the key."""
    named = " ".join(holding.named for holding in pair)
    return all_fair([sentence(cell.part(side)) for cell, side in parts], named)


FAMILY = WhoseEvidence("whose-evidence", "Whose evidence an auditor asks for", CONTROLS, STEMS)
