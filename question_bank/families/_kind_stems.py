"""Stems about infrastructure, container and abstracted services, and what each of these kinds leaves to whom."""

from question_bank.model import ServiceModel

INFRASTRUCTURE, CONTAINER, ABSTRACTED = ServiceModel
RUNS = {
    INFRASTRUCTURE: "With an infrastructure service AWS runs the hardware and what divides it, and the company "
    "configures and runs what it builds on that.",
    CONTAINER: "With a container service AWS runs the operating system and the platform as well, and the company looks "
    "after network rules, users and settings.",
    ABSTRACTED: "With an abstracted service AWS runs all layers behind an endpoint, and the company looks after data "
    "and permissions.",
}
ONE = {
    "foundational": (
        "AWS divides services into infrastructure, container and abstracted ones. Which of these {kind}?",
        "By how much of the stack AWS runs, there are infrastructure, container and abstracted services. Which of "
        "these {kind}?",
        "A company lists its services by how much of the stack AWS runs. Which of these {kind}?",
    ),
    "associate": (
        "A solutions architect sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Which of these {kind}?",
    ),
    "specialty": (
        "A responsibility matrix sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Which of these {kind}?",
    ),
}
TWO = {
    "foundational": (
        "AWS divides services into infrastructure, container and abstracted ones. Of which kind are {first} and "
        "{second}, in this order?",
        "By how much of the stack AWS runs, there are infrastructure, container and abstracted services. Which kind is "
        "{first}, and which kind is {second}?",
        "A company lists its services as infrastructure, container or abstracted ones. Where does it list {first}, and "
        "where {second}?",
    ),
    "associate": (
        "A solutions architect sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Of which kind are {first} and {second}, in this order?",
    ),
    "specialty": (
        "A responsibility matrix sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Of which kind are {first} and {second}, in this order?",
    ),
}
