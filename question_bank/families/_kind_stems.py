"""Stems about infrastructure, container and abstracted services, and what each of these kinds leaves to whom."""

from question_bank.model import ServiceModel

INFRASTRUCTURE, CONTAINER, ABSTRACTED = ServiceModel
RUNS = {
    INFRASTRUCTURE: "With an infrastructure service the company runs everything from the guest operating system up.",
    CONTAINER: "With a container service AWS runs operating system and platform, the company network rules, users and "
    "settings.",
    ABSTRACTED: "With an abstracted service AWS runs all layers behind an endpoint, the company looks after data and "
    "permissions.",
}
ONE = {
    "foundational": (
        "AWS divides services into infrastructure, container and abstracted ones. Which of these {kind}?",
        "By how much of the stack AWS runs, there are infrastructure, container and abstracted services. Which of "
        "these {kind}?",
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
        "AWS divides services into infrastructure, container and abstracted ones. Where do {first} and {second} "
        "belong?",
        "By how much of the stack AWS runs, there are infrastructure, container and abstracted services. What is "
        "{first}, and what is {second}?",
    ),
    "associate": (
        "A solutions architect sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Where do {first} and {second} belong?",
    ),
    "specialty": (
        "A responsibility matrix sorts services into infrastructure, container and abstracted ones, by how much AWS "
        "runs. Where do {first} and {second} belong?",
    ),
}
