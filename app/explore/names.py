"""How the explorer calls what the model has only ids for."""

CLOUDS = {"aws": "AWS", "azure": "Azure", "gcp": "Google Cloud"}
COMPANIES = {"aws": "AWS", "azure": "Microsoft", "gcp": "Google"}
CATEGORIES = {
    "account-wide": "Account-wide",
    "compute": "Compute",
    "storage": "Storage",
    "database": "Databases",
    "network": "Networking",
    "identity-and-security": "Identity and security",
    "management": "Management",
    "integration": "Integration",
    "analytics-and-ml": "Analytics and machine learning",
    "end-user-and-hybrid": "End users and hybrid",
}
AREAS = {
    "facility": "Facilities",
    "platform": "Platform",
    "network": "Network",
    "identity": "Identity",
    "application": "Application",
    "data": "Data",
    "resilience": "Resilience",
    "operations": "Operations",
    "compliance": "Compliance",
    "cost": "Cost",
    "shared-control": "Shared controls",
}
SERVICE_MODELS = {
    "infrastructure": "infrastructure service",
    "container": "container service",
    "abstracted": "abstracted service",
}
ORIGINS = {
    "service": "said of this service itself",
    "service-model": "said of its service model, and listed to hold for this service",
    "account-wide": "said of the whole account, whatever the service",
}
CONFIDENCE = {
    "high": "high: it may decide a question on its own",
    "medium": "medium: asked only together with its nuance",
    "low": "low: never asked",
}
KINDS = {
    "service": "Services",
    "control": "Controls",
    "trap": "Traps",
    "term": "Glossary",
    "framework": "Frameworks",
}


def owner_name(owner: str, provider: str) -> str:
    """An owner as a page names it; a provider goes by its company, of all of them by "Provider"."""
    return {"customer": "Customer", "shared": "Shared"}.get(owner) or COMPANIES.get(provider, "Provider")
