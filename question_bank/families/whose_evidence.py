"""Whose evidence? What the reports of AWS cover, and what the company must show itself, in an audit.

Stem: it names the framework and the service of every option. Its last sentence asks for the company's work with "must
it evidence itself", "must the company evidence itself", "the company's own evidence" or "left for the company"; for
AWS's with "AWS's reports cover", "rely on AWS's" or "from AWS's". The rule behind it: a report of AWS covers the work
that AWS does, and nothing besides.
Options: parts of cells, word for word, of the controls in CONTROLS and the services in SERVICES.
Proof: the cell of each option, and AWS Artifact's compliance-of-workload (the company's) or
compliance-of-infrastructure (AWS's), by which whoever does the work has to show it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from question_bank.draft import Draft
from question_bank.families._parts import Controls, PartsFamily, Pool, pools, render_parts
from question_bank.families._render import Stems
from question_bank.item import Item
from question_bank.model import Owner
from question_bank.scope import AWS, ExamScope, Scope
from question_bank.wording import capital

FRAMEWORKS = ("pci-dss", "soc-2", "iso-27001")  # those with a report or certificate in AWS Artifact
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
        "A company that uses {services} prepares for {framework}. It has AWS's reports. Which work must it evidence "
        "itself?",
        "AWS Artifact offers AWS's {framework} documents to a company with {services}. Which work is left for the "
        "company to show?",
        "{A_framework} auditor looks at {services}. Which work needs the company's own evidence?",
        "A company counts on AWS's {framework} reports. With {services}, which work must it evidence itself?",
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
        "list of controls. Which work must the company evidence itself?",
        "A company designs a workload with {services} that will be audited against {framework}. Which work needs the "
        "company's own evidence?",
        "{A_framework} assessment of {services} starts with what AWS Artifact offers. Which work is left for the "
        "company to show?",
        "A solutions architect lists the evidence for {a_framework} audit of {services}. Which work must the company "
        "evidence itself?",
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
        "An assessor asks for what the reports leave open. Which work must the company evidence itself?",
        "{A_framework} assessor rejects a binder that holds AWS's reports alone. The scope covers {services}. Which "
        "work needs the company's own evidence?",
        "A compliance team splits the {framework} controls of {services} into those inherited and the rest. Which "
        "work is left for the company to show?",
        "In {a_framework} audit of {services}, AWS's reports answer part of the questions. Which work must the company "
        "evidence itself?",
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


@dataclass(eq=False)
class WhoseEvidence(PartsFamily):
    """Serves tasks about compliance. The work to be evidenced may be any in the exam: the rule decides whose it is."""

    def draft(self, scope: Scope, asked: Owner, rng: Random) -> Draft | None:
        if RULE.get(asked) not in scope.task.controls or scope.exam.references is None:
            return None
        draft = super().draft(scope, asked, rng)
        framework = scope.exam.references.frameworks[rng.choice(FRAMEWORKS)]
        rule = scope.exam.model.cell(AWS, "artifact", RULE[asked])
        return draft and replace(draft, facts=(framework.name.replace("/IEC", ""),), further=(rule,))

    def render(self, draft: Draft, exam: ExamScope, order: tuple[int, ...], rng: Random) -> Item:
        framework = draft.facts[0]
        with_article = f"{'an' if framework.startswith('ISO') else 'a'} {framework}"
        words = {"framework": framework, "a_framework": with_article, "A_framework": capital(with_article)}
        return render_parts(draft, exam, order, rng, **words)

    def _pools(self, scope: Scope) -> Mapping[Owner, Pool]:
        whole = replace(
            scope, cells={owner: [c for c in scope.exam.cells if c.owner is owner] for owner in Owner}, memo={}
        )
        return pools(whole, self.controls, SERVICES)


FAMILY = WhoseEvidence("whose-evidence", "Whose evidence an auditor asks for", CONTROLS, STEMS)
