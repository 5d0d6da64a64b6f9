"""The model explorer: the line, the matrix, two services, three clouds, and a page for each thing in the model."""

from collections.abc import Iterable
from itertools import groupby

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.explore import names
from app.explore.blueprint import Unknown, Way, bp, cell_url, search_index, service_url, unknown
from app.explore.clouds import SERVICE_KINDS, beside
from app.explore.compare import compare as compared
from app.explore.forms import MatrixForm, SearchForm
from app.explore.layers import AWS, TOUR, Named, Sides, staircase, tour
from app.explore.matrix import grid
from app.explore.search import search as found_by
from app.explore.traps import traps_by_area, traps_of
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide
from question_bank.model import ACCOUNT_WIDE, Cell, Owner, Service
from question_bank.pairs import twins_of
from question_bank.published import load_published

MOST_TWINS = 8
MOST_PLACES = 8  # of one control on the page of a trap: some traps get hundreds of cells wrong
PAIRS = (
    ("ec2", "rds"),
    ("ec2", "lambda"),
    ("ecs-on-ec2", "ecs-on-fargate"),
    ("rds", "dynamodb"),
    ("rds", "rds-custom"),
)


@bp.get("")
def index() -> ResponseReturnValue:
    """The line, one service after the other. `?service=` says where on the tour to stand."""
    asked = request.args.get("service", TOUR[0])
    if asked not in TOUR:
        return redirect(service_url(service_or_404(AWS, asked)), 302)
    stops = tour(load_bank().model)
    return render_template("explore/index.html", stops=stops, place=TOUR.index(asked), stairs=staircase(stops))


@bp.get("/matrix")
def matrix() -> ResponseReturnValue:
    """Services × controls, filtered."""
    form = MatrixForm(request.args)
    if not form.validate():
        return render_template("explore/matrix.html", form=form, grid=None), 422
    bank = load_bank()
    return render_template("explore/matrix.html", form=form, grid=grid(bank.model, bank.guides, form.filters))


@bp.get("/compare")
def compare() -> ResponseReturnValue:
    """Two services: `?a=ec2&b=rds`, or `?a=ec2&b=azure/virtual-machines`."""
    model = load_bank().model
    chosen = [service_named(request.args[key]) if request.args.get(key) else None for key in ("a", "b")]
    before, after = chosen
    groups = compared(model, before, after) if before and after else {}
    return render_template(
        "explore/compare.html",
        a=before,
        b=after,
        groups=groups,
        choices=by_category(model.services.values()),
        pairs=[(model.service(AWS, a), model.service(AWS, b)) for a, b in PAIRS],
    )


@bp.get("/clouds")
def clouds() -> ResponseReturnValue:
    """AWS, Azure and Google Cloud beside each other. `?kind=` says which services."""
    kind = request.args.get("kind", next(iter(SERVICE_KINDS)))
    if kind not in SERVICE_KINDS:
        ways = tuple(Way(known.name, url_for(".clouds", kind=key)) for key, known in SERVICE_KINDS.items())
        raise Unknown(f"There is no kind of service “{kind}”.", ways)
    bank = load_bank()
    return render_template(
        "explore/clouds.html",
        comparison=bank.references.comparison,
        published=load_published(),
        kinds=SERVICE_KINDS,
        kind=kind,
        beside=beside(bank.model, SERVICE_KINDS[kind]),
        controls=bank.model.controls,
    )


@bp.get("/services")
def services() -> ResponseReturnValue:
    """Every service of one provider, by category. `?provider=` is aws, azure or gcp."""
    model = load_bank().model
    provider = provider_or_404(request.args.get("provider", AWS))
    listed = [service for service in model.services.values() if service.provider == provider]
    counts = {s.id: _counts(model.cells_of(provider, s.id)) for s in listed}
    return render_template(
        "explore/services.html", provider=provider, groups=by_category(listed)[provider], counts_of=counts
    )


@bp.get("/services/<provider>/<service_id>")
def service(provider: str, service_id: str) -> ResponseReturnValue:
    """One service: everything that the model says of it, on both sides of the line."""
    bank = load_bank()
    found = service_or_404(provider, service_id)
    cells = tuple(bank.model.cells_of(provider, service_id))
    account_wide = bank.model.cells_of(provider, ACCOUNT_WIDE) if service_id != ACCOUNT_WIDE else ()
    own = {cell.control for cell in cells}
    return render_template(
        "explore/service.html",
        service=found,
        sides=Sides.of(named(cells)),
        side_counts=_counts(cells),
        account_wide=named(cell for cell in account_wide if cell.control not in own),
        trap_count=len(traps_of(bank.model, cells)),
        trap_areas=traps_by_area(bank.model, cells),
        guides=_exams_with(found),
        neighbors=[
            other
            for other in bank.model.services.values()
            if (other.provider, other.category) == (provider, found.category) and other.id != service_id
        ],
    )


@bp.get("/controls")
def controls() -> ResponseReturnValue:
    """Every control, by area, with how often each side owns it on AWS."""
    model = load_bank().model
    cells = tuple(model.cells_of(AWS))
    counts = {control: _counts(cell for cell in cells if cell.control == control) for control in model.controls}
    by_area = {area: [c for c in model.controls.values() if c.area == area] for area in names.AREAS}
    return render_template("explore/controls.html", areas=by_area, counts_of=counts)


@bp.get("/controls/<control_id>")
def control(control_id: str) -> ResponseReturnValue:
    """One control on every service."""
    bank = load_bank()
    found = bank.model.controls.get(control_id)
    if found is None:
        raise unknown("control", control_id)
    cells = tuple(cell for cell in bank.model.cells.values() if cell.control == control_id)
    clouds_of = {
        provider: Sides.of(
            Named(cell.service, bank.model.service(provider, cell.service).name, cell)
            for cell in cells
            if cell.provider == provider
        )
        for provider in bank.model.providers
    }
    return render_template(
        "explore/control.html",
        control=found,
        clouds={provider: sides for provider, sides in clouds_of.items() if sides != Sides((), (), ())},
        traps=traps_of(bank.model, cells),
        terms=[term for term in bank.references.terms.values() if control_id in term.see],
    )


@bp.get("/traps")
def traps() -> ResponseReturnValue:
    """Every trap, by the side that it leads to."""
    known = sorted(load_bank().model.traps.values(), key=lambda trap: trap.name)
    groups = {side: [trap for trap in known if trap.wrong_owner is side] for side in Owner}
    return render_template("explore/traps.html", groups=groups)


@bp.get("/traps/<trap_id>")
def trap(trap_id: str) -> ResponseReturnValue:
    """One trap: the belief, why it tempts, what is true, and the cells that it gets wrong."""
    bank = load_bank()
    found = bank.model.traps.get(trap_id)
    if found is None:
        raise unknown("trap", trap_id)
    cells = sorted((bank.model.cells[key] for key in found.cells), key=lambda cell: cell.control)
    by_control = {
        bank.model.controls[key]: [(bank.model.service(cell.provider, cell.service), cell) for cell in group]
        for key, group in groupby(cells, key=lambda cell: cell.control)
    }
    exams = [guide for guide in bank.guides.values() if guide.id in found.exams]
    return render_template(
        "explore/trap.html", trap=found, by_control=by_control, count=len(cells), most=MOST_PLACES, guides=exams
    )


@bp.get("/cells/<provider>/<service_id>/<control_id>")
def cell(provider: str, service_id: str, control_id: str) -> ResponseReturnValue:
    """One cell: both parts, where that is written, how far it may be trusted, and what is taken for it."""
    model = load_bank().model
    of_service = service_or_404(provider, service_id)
    if control_id not in model.controls:
        raise unknown("control", control_id)
    found = model.cells.get((provider, service_id, control_id)) or model.cells.get((provider, ACCOUNT_WIDE, control_id))
    if found is None:
        raise _no_cell(of_service, control_id)
    twins = twins_of(model, found)
    return render_template(
        "explore/cell.html",
        cell=found,
        service=of_service,
        control=model.controls[control_id],
        traps=model.traps_of(found),
        guides=_exams_with(of_service),
        twins=[(model.service(twin.provider, twin.service), twin) for twin in twins[:MOST_TWINS]],
        more_twins=max(0, len(twins) - MOST_TWINS),
    )


@bp.get("/frameworks")
def frameworks() -> ResponseReturnValue:
    """Compliance frameworks: what the provider is assessed for, what the customer must show."""
    return render_template("explore/frameworks.html", frameworks=load_bank().references.frameworks.values())


@bp.get("/glossary")
def glossary() -> ResponseReturnValue:
    """The terms in alphabetical order, each with the controls and services that it is about."""
    bank = load_bank()
    terms = sorted(bank.references.terms.values(), key=lambda term: term.term.casefold())
    letters = {letter: list(group) for letter, group in groupby(terms, key=lambda term: term.term[0].upper())}
    ways = {word: _way(word) for term in terms for word in term.see}
    return render_template("explore/glossary.html", letters=letters, ways=ways)


@bp.get("/search")
def search() -> ResponseReturnValue:
    """Services, controls, traps, terms and frameworks by a few words: `?q=`."""
    form = SearchForm(request.args)
    if not form.validate():
        return render_template("explore/search.html", form=form, groups={}), 422
    found = found_by(search_index(), form.q.data or "")
    first = dict.fromkeys(entry.kind for entry in found)
    groups = {kind: [entry for entry in found if entry.kind == kind] for kind in first}
    return render_template("explore/search.html", form=form, groups=groups)


def provider_or_404(provider: str) -> str:
    """The provider's id, if it is one."""
    if provider not in names.CLOUDS:
        ways = tuple(Way(name, url_for(".services", provider=known)) for known, name in names.CLOUDS.items())
        raise Unknown(f"There is no provider “{provider}”.", ways)
    return provider


def service_or_404(provider: str, service_id: str) -> Service:
    """The service of a provider; 404 with the nearest ones where there is none."""
    found = load_bank().model.services.get((provider_or_404(provider), service_id))
    if found is None:
        raise unknown("service", service_id)
    return found


def service_named(name: str) -> Service:
    """The service of "ec2", which is AWS's, or of "azure/aks"."""
    provider, slash, service_id = name.partition("/")
    return service_or_404(provider, service_id) if slash else service_or_404(AWS, name)


def by_category(services: Iterable[Service]) -> dict[str, dict[str, list[Service]]]:
    """Services by provider and category, in the order of the names of both."""
    listed = sorted(services, key=lambda service: service.name.casefold())
    found: dict[str, dict[str, list[Service]]] = {}
    for provider in names.CLOUDS:
        for category in names.CATEGORIES:
            group = [s for s in listed if (s.provider, s.category) == (provider, category)]
            if group:
                found.setdefault(provider, {})[category] = group
    return found


def named(cells: Iterable[Cell]) -> tuple[Named, ...]:
    """Cells under the names of their controls."""
    controls = load_bank().model.controls
    return tuple(Named(cell.control, controls[cell.control].name, cell) for cell in cells)


def _exams_with(service: Service) -> list[ExamGuide]:
    """The exams that ask about a service."""
    guides = load_bank().guides.values()
    return [guide for guide in guides if service.provider == AWS and service.id in guide.services]


def _counts(cells: Iterable[Cell]) -> dict[Owner, int]:
    owners = [cell.owner for cell in cells]
    return {owner: owners.count(owner) for owner in Owner}


def _no_cell(service: Service, control_id: str) -> Unknown:
    """The model says nothing of this pair: what it does say of either."""
    model = load_bank().model
    control = model.controls[control_id]
    same_area = [
        Way(f"{model.controls[cell.control].name}, on {service.name}", cell_url(cell))
        for cell in model.cells_of(service.provider, service.id)
        if model.controls[cell.control].area == control.area
    ]
    ways = (
        Way(f"{control.name}, on every service", url_for(".control", control_id=control_id)),
        Way(f"{service.name}, all its duties", service_url(service)),
        *same_area[:3],
    )
    return Unknown(f"The model says nothing about “{control.name}” on {service.name}.", ways)


def _way(word: str) -> Way:
    """The page of a control or service that a glossary term names."""
    model = load_bank().model
    if word in model.controls:
        return Way(model.controls[word].name, url_for(".control", control_id=word))
    of = next(service for service in model.services.values() if service.id == word)
    return Way(of.name, service_url(of))
