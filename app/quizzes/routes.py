"""Custom quizzes, the presets that keep them, and forms that a class shares by their code."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.account.session import ensure_learner, session_learner_id
from app.assessment.sitting import Mode
from app.extensions import db
from app.practice.blueprint import guide_or_404, own_id
from app.practice.forms import first_error
from app.practice.starting import start_exactly, start_fresh
from app.quizzes.choices import choices_of, described
from app.quizzes.forms import CodeForm, QuizForm
from app.store import presets
from app.store.errors import TooManyPresets
from app.store.views import Preset
from app.time import utc_now
from question_bank.assembly import AssemblyError
from question_bank.bank import load_bank
from question_bank.exam_guide import ExamGuide
from question_bank.filters import NO_FILTERS, UnknownFilterError
from question_bank.form_code import FormCodeError, FormRequest, decode

bp = Blueprint("quizzes", __name__)
LONGEST_CODE = 1000  # far more than any quiz that a person picks
PICKS = ("domains", "services", "traps", "families")
CHANGED = "The question bank has changed since this was saved, and does not have all of its parts any more: "


@bp.get("/exams/<exam>/quiz")
def edit(exam: str) -> ResponseReturnValue:
    """The page on which a quiz is put together. `?traps=`, `?services=`, `?domains=` and so on pick before."""
    guide = guide_or_404(exam)
    given = MultiDict((name, value) for name in (*PICKS, "mode", "length") for value in request.args.getlist(name))
    if given:
        given["clocked"] = "y"
    return _page(guide, QuizForm(given if given else None))


@bp.post("/exams/<exam>/quiz")
def make(exam: str) -> ResponseReturnValue:
    """Start the quiz, or keep it as a preset. What cannot be made is explained, and what was picked stays."""
    guide = guide_or_404(exam)
    form = QuizForm()
    if not form.validate_on_submit():
        return _page(guide, form, first_error(form), 422)
    try:
        plan = form.plan(load_bank(), guide.id)
        if form.do.data != "save":
            return start_fresh(plan)
        if not form.name.data:
            form.name.errors = ["Type a name to keep this quiz under."]
            return _page(guide, form, form.name.errors[0], 422)
        presets.save(db.session, ensure_learner().id, form.name.data, plan, now=utc_now())
    except (AssemblyError, UnknownFilterError, TooManyPresets) as error:
        return _page(guide, form, _sentence(error), 422)
    flash(f"Kept as “{form.name.data}”. Each start draws fresh questions.", "good")
    return redirect(url_for(".edit", exam=guide.id), 303)


@bp.post("/presets/<preset_id>/start")
def start_preset(preset_id: str) -> ResponseReturnValue:
    """Fresh questions by a preset."""
    preset = presets.get(db.session, own_id(), preset_id)
    try:
        return start_fresh(preset.plan)
    except (AssemblyError, UnknownFilterError) as error:
        return _page(guide_or_404(preset.plan.exam), QuizForm(formdata=None), CHANGED + _sentence(error), 422)


@bp.post("/presets/<preset_id>/delete")
def delete_preset(preset_id: str) -> ResponseReturnValue:
    preset = presets.get(db.session, own_id(), preset_id)
    presets.delete(db.session, own_id(), preset_id)
    flash(f"The preset “{preset.name}” is deleted.", "good")
    return redirect(url_for(".edit", exam=preset.plan.exam), 303)


@bp.get("/forms")
def find() -> ResponseReturnValue:
    """Where a code is typed."""
    code = request.args.get("code", "").strip()
    if not code:
        return render_template("quizzes/find.html", code="", error=None)
    if len(code) > LONGEST_CODE or "/" in code:
        return _no_form(code, "This is not a form code; one looks like K7QF2MX-4T9.")
    return redirect(url_for(".form", code=code), 303)


@bp.get("/forms/<code>")
def form(code: str) -> ResponseReturnValue:
    """What the form of a code is, and the buttons that start it."""
    try:
        asked = _decode(code)
    except FormCodeError as error:
        return _no_form(code, _sentence(error))
    return _form_page(code, asked)


@bp.post("/forms/<code>")
def sit(code: str) -> ResponseReturnValue:
    """An attempt at exactly this form."""
    try:
        asked = _decode(code)
    except FormCodeError as error:
        return _no_form(code, _sentence(error))
    form = CodeForm()
    if not form.validate_on_submit():
        return _form_page(code, asked, first_error(form), 422)
    mode = Mode(form.mode.data)
    if mode is Mode.DRILL or (mode is Mode.SIMULATION and not _is_simulation(asked)):
        return _form_page(code, asked, "This form cannot be sat in that way. Choose one of the ways below.", 422)
    try:
        return start_exactly(asked, mode, form.clocked.data)
    except AssemblyError as error:
        return _no_form(code, _sentence(error))


def _decode(code: str) -> FormRequest:
    """Raises FormCodeError where there is no such form here."""
    if len(code) > LONGEST_CODE:
        raise FormCodeError("this is not a form code; it is far too long")
    return decode(load_bank(), code)


def _is_simulation(asked: FormRequest) -> bool:
    return asked.length == load_bank().guide(asked.exam).items and asked.filters == NO_FILTERS


def _form_page(code: str, asked: FormRequest, error: str | None = None, status: int = 200) -> ResponseReturnValue:
    bank = load_bank()
    guide = bank.guide(asked.exam)
    page = render_template(
        "quizzes/form.html",
        code=code.strip().upper(),
        asked=asked,
        guide=guide,
        error=error,
        parts=described(bank, guide, asked.filters),
        simulation=_is_simulation(asked),
    )
    return page, status


def _no_form(code: str, error: str) -> ResponseReturnValue:
    return render_template("quizzes/find.html", code=code[:LONGEST_CODE], error=error), 422


def _page(guide: ExamGuide, form: QuizForm, error: str | None = None, status: int = 200) -> ResponseReturnValue:
    bank = load_bank()
    learner_id = session_learner_id()
    own = presets.of_exam(db.session, learner_id, guide.id) if learner_id else ()
    picked = {name: set(form[name].data or ()) for name in PICKS}
    page = render_template(
        "quizzes/edit.html",
        guide=guide,
        form=form,
        error=error,
        choices=choices_of(bank, guide),
        picked=picked,
        presets=[(preset, _words(guide, preset)) for preset in own],
    )
    return page, status


def _words(guide: ExamGuide, preset: Preset) -> str:
    """A preset in one line; ids that the bank does not have any more are told when it is started."""
    plan = preset.plan
    way = "study" if plan.mode.reveals else "quiz with a clock" if plan.clocked else "quiz without a clock"
    try:
        parts = described(load_bank(), guide, plan.filters)
    except LookupError:
        parts = (("Parts", "no longer all in the bank"),)
    return "; ".join((f"{plan.length} questions, {way}", *(f"{label}: {names}" for label, names in parts)))


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
