"""Turns the rows of an exam file into an exam guide; each fault is said with file and line."""

from typing import Any

from question_bank.exam_guide import Domain, ExamGuide, Fit, Task
from question_bank.item import ItemType
from question_bank.model import ResponsibilityModel
from question_bank.yaml_rows import DataError, Faults, Row, nearest, refuse_unknown_keys, row_of, text_of, words_of

GUIDE_KEYS = frozenset(
    "id code name short_name level guide_edition status status_as_of first_test_date last_test_date predecessor "
    "successor items scored minutes extra_minutes passing_score scale_min scale_max assumed_share_at_passing "
    "item_types sources services domains".split()
)
DOMAIN_KEYS = frozenset(("id", "name", "weight_percent", "tasks"))
TASK_KEYS = frozenset("id title fit scored_items families categories services only controls".split())
WHOLE = 100  # percent


def read_exam_guide(row: Row, model: ResponsibilityModel, faults: Faults) -> ExamGuide:
    """One exam guide. Faults go to `faults`; the guide is of use only where there are none."""
    try:
        refuse_unknown_keys(row, GUIDE_KEYS)
        domains = tuple(_read_domain(domain, model) for domain in row.get("domains", []))
        total = sum(domain.weight_percent for domain in domains)
        if total != WHOLE:
            raise DataError(f"{row.where('domains')}: the weights of the domains add up to {total} %, expected 100 %")
        for service in words_of(row, "services"):
            if ("aws", service) not in model.services:
                raise DataError(f"{row.where('services')}: there is no service {service!r}{_near(service, model)}")
        return ExamGuide(
            id=text_of(row, "id", required=True),
            code=text_of(row, "code", required=True),
            name=text_of(row, "name", required=True),
            short_name=text_of(row, "short_name", required=True),
            status=text_of(row, "status", required=True),
            status_as_of=text_of(row, "status_as_of"),
            successor=text_of(row, "successor") or None,
            **{key: _number(row, key) for key in ("items", "scored", "minutes", "extra_minutes", "passing_score")},
            scale_min=_number(row, "scale_min"),
            scale_max=_number(row, "scale_max"),
            assumed_share_at_passing=float(row["assumed_share_at_passing"]),
            item_types=tuple(ItemType(kind) for kind in words_of(row, "item_types")),
            services=_services(row, model),
            domains=domains,
            sources=words_of(row, "sources"),
        )
    except DataError as error:
        faults.add(error)
    except (KeyError, ValueError) as error:
        faults.add(f"{row.where()}: {error}")
    return ExamGuide("", "", "", "", "", "", None, 0, 0, 0, 0, 0, 0, 0, 0.0, (), (), (), ())


def _services(row: Row, model: ResponsibilityModel) -> tuple[str, ...]:
    """Those that the exam file lists, and those whose own file names the exam: adding a service touches one file."""
    own = [service.id for service in model.services.values() if row.get("id") in service.exams]
    return tuple(dict.fromkeys((*words_of(row, "services"), *own)))


def _read_domain(row: Row, model: ResponsibilityModel) -> Domain:
    refuse_unknown_keys(row, DOMAIN_KEYS)
    tasks = tuple(_read_task(task, model) for task in row.get("tasks", []))
    return Domain(_number(row, "id"), text_of(row, "name", required=True), _number(row, "weight_percent"), tasks)


def _read_task(row: Row, model: ResponsibilityModel) -> Task:
    refuse_unknown_keys(row, TASK_KEYS)
    controls = words_of(row, "controls")
    for control in controls:
        if control not in model.controls:
            raise DataError(
                f"{row.where('controls')}: there is no control {control!r}{nearest(control, model.controls)}"
            )
    kinds = {service.category for service in model.services.values()}
    services = {name for provider, name in model.services if provider == "aws"}
    _refuse_strangers(row, "categories", words_of(row, "categories"), kinds)
    _refuse_strangers(row, "services", words_of(row, "services"), services)
    return Task(
        id=text_of(row, "id", required=True),
        title=text_of(row, "title", required=True),
        fit=Fit(text_of(row, "fit", required=True)),
        scored_items=_number(row, "scored_items"),
        families=words_of(row, "families"),
        controls=controls,
        categories=words_of(row, "categories"),
        services=words_of(row, "services"),
        only=_read_only(row, frozenset(controls), services | kinds),
    )


def _read_only(row: Row, controls: frozenset[str], places: set[str]) -> dict[str, frozenset[str]]:
    """For some controls of a task the services and categories in which alone it asks about them."""
    if "only" not in row:
        return {}
    only = row_of(row, "only")
    for control in only:
        if control not in controls:
            raise DataError(f"{only.where(control)}: {control!r} is no control of the task{nearest(control, controls)}")
        _refuse_strangers(only, control, words_of(only, control), places)
    return {control: frozenset(words_of(only, control)) for control in only}


def _refuse_strangers(row: Row, key: str, named: tuple[str, ...], known: set[str]) -> None:
    for one in named:
        if one not in known:
            raise DataError(f"{row.where(key)}: there is no service or category {one!r}{nearest(one, known)}")


def _number(row: Row, key: str) -> Any:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise DataError(f"{row.where(key)}: {key} is {value!r}, expected a whole number")
    return value


def _near(service: str, model: ResponsibilityModel) -> str:
    return nearest(service, {name for provider, name in model.services if provider == "aws"})
