"""Which controls a reader of one piece of evidence would weigh against each other."""

from collections.abc import Mapping, Set

TOPICS = (
    # who gets in, and how far
    "user-mfa root-account credential-rotation iam-policies resource-policies in-service-users public-exposure "
    "security-groups iam-service-operation key-policies vpc-design incident-response-workload",
    # what lets an attacker in
    "guest-os-patching guest-os-hardening host-os hypervisor runtime-patching container-image engine-patching "
    "application-code application-input-filtering security-groups public-exposure in-service-users user-mfa "
    "credential-rotation vpc-design iam-policies resource-policies threat-detection",
    # software, and its flaws
    "guest-os-patching guest-os-hardening host-os hypervisor runtime-patching container-image engine-patching "
    "engine-version-choice engine-installation application-code vulnerability-scanning application-input-filtering",
    # what is seen, and what follows
    "logging-configuration default-telemetry workload-monitoring threat-detection detection-content "
    "infrastructure-monitoring incident-response-workload incident-response-infrastructure vulnerability-scanning "
    "infrastructure-as-code-config forensics compliance-of-workload compliance-of-infrastructure cost-monitoring",
    # who can read
    "encryption-in-transit endpoint-tls certificates encryption-at-rest-setting encryption-at-rest-mechanism "
    "client-side-encryption key-policies key-hardware data-classification data-content hypervisor physical-security "
    "decommissioning in-service-users public-exposure resource-policies",
    # what is lost or damaged
    "storage-durability backup-configuration restore-testing hardware-lifecycle engine-patching data-content "
    "key-policies encryption-at-rest-mechanism iam-policies",
    # what keeps running
    "service-availability multi-az-design failover-execution disaster-recovery-plan backup-configuration "
    "restore-testing storage-durability hardware-lifecycle zone-isolation global-network network-infrastructure "
    "orchestration-control-plane worker-nodes infrastructure-monitoring on-premises-equipment physical-security "
    "engine-version-choice",
    # what is fast, and what it costs
    "capacity-scaling performance-tuning schema-and-query-tuning quotas usage-cost cost-monitoring hardware-cost "
    "worker-nodes workload-monitoring service-availability failover-execution multi-az-design",
    # what passes a network
    "vpc-design security-groups network-infrastructure ddos-infrastructure endpoint-tls application-input-filtering "
    "global-network encryption-in-transit capacity-scaling",
    # papers
    "compliance-of-infrastructure compliance-of-workload legal-agreements",
)


def _by_control() -> Mapping[str, Set[int]]:
    found: dict[str, set[int]] = {}
    for place, topic in enumerate(TOPICS):
        for control in topic.split():
            found.setdefault(control, set()).add(place)
    return found


_TOPICS_OF = _by_control()


def near(one: str, other: str) -> bool:
    """Whether two controls have a topic in common: a step of one is worth a thought where the other is missing."""
    return not _TOPICS_OF.get(one, frozenset()).isdisjoint(_TOPICS_OF.get(other, frozenset()))
