"""The notebook of traps: what a learner fell into, what is due, drills, notes, and the calendar."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.account.routes import safe_next
from app.account.session import ensure_learner, learner_id_or_none
from app.assessment.drill import LENGTH
from app.extensions import db
from app.practice.blueprint import guide_or_404, own_id
from app.practice.drilling import start_drill, start_twin
from app.practice.forms import first_error
from app.store import notes, plans, results
from app.store.notebook import Entry, Notebook, meetings, misses, notebook
from app.time import utc_now
from app.traps.calendar import calendar_text, due_by_day
from app.traps.forms import ExamDateForm, NoteForm
from question_bank.bank import load_bank
from question_bank.model import Trap

bp = Blueprint("traps", __name__)
NOTHING_FRESH = "No question that you have not seen can be made here just now. Try another trap or another exam."
# Headings of the notebook, in order; each trap stands under the first that fits.
SECTIONS = (
    ("sure", "Sure and wrong", "What was wrong with confidence is what a correction mends best. Read these first."),
    ("due", "Due today", "Fresh questions on these keep what you have learned."),
    ("new", "Passed by luck", "You guessed right, which is no sign of knowing yet."),
    ("learning", "Learning", "Missed lately, or seen through once since."),
    ("holding", "Holding", "Seen through more than once, and not for long enough yet."),
    ("mastered", "Mastered", "Seen through on three days and three cells, over a week or more."),
    ("fading", "Fading", "Mastered once. Time has passed, and a review is needed."),
)


@bp.get("/traps")
def index() -> ResponseReturnValue:
    """The notebook."""
    learner_id = learner_id_or_none()
    if learner_id is None:
        return render_template("traps/index.html", book=None, known=load_bank().model.traps)
    return _index(learner_id)


@bp.get("/traps/<trap_id>")
def trap(trap_id: str) -> ResponseReturnValue:
    """One trap: belief, correction, when it was missed and in which items, and the learner's note."""
    return _trap(_trap_or_404(trap_id), NoteForm(formdata=None))


@bp.post("/traps/<trap_id>/note")
def keep_trap(trap_id: str) -> ResponseReturnValue:
    """Keep a private note or a bookmark."""
    known = _trap_or_404(trap_id)
    form = NoteForm()
    if not form.validate_on_submit():
        return _trap(known, form, status=422)
    learner = ensure_learner()
    notes.keep_trap(db.session, learner.id, trap_id, form.text.data or "", form.bookmarked.data, now=utc_now())
    flash("Kept, for your eyes only.", "good")
    return redirect(url_for(".trap", trap_id=trap_id), 303)


@bp.post("/attempts/<attempt_id>/<int:position>/keep")
def keep_item(attempt_id: str, position: int) -> ResponseReturnValue:
    """Keep a private note or a bookmark on a question that is graded."""
    form = NoteForm()
    back = safe_next(request.form.get("next"))
    if not form.validate_on_submit():
        flash(first_error(form), "error")
        return redirect(back, 303)
    kept = (form.text.data or "", form.bookmarked.data)
    notes.keep_item(db.session, own_id(), attempt_id, position, *kept, now=utc_now())
    flash("Kept, for your eyes only.", "good")
    return redirect(back, 303)


@bp.get("/traps/kept")
def kept() -> ResponseReturnValue:
    """Bookmarks and notes, on questions and on traps."""
    learner_id = learner_id_or_none()
    items = notes.kept_items(db.session, learner_id) if learner_id else ()
    known = load_bank().model.traps
    found = notes.notes_of(db.session, learner_id, notes.Kind.TRAP) if learner_id else {}
    on_traps = {known[key]: note for key, note in sorted(found.items()) if key in known}
    return render_template("traps/kept.html", items=items, on_traps=on_traps, guides=load_bank().guides)


@bp.post("/traps/drill")
def drill() -> ResponseReturnValue:
    """Start a drill: of what is due, else of what comes back next; `trap` puts that one first."""
    learner_id = own_id()
    book = notebook(db.session, learner_id, now=utc_now())
    asked = request.form.get("trap") or None
    if asked is not None:
        _trap_or_404(asked)
    exam = guide_or_404(request.form["exam"]).id if request.form.get("exam") else drill_exam(book, asked)
    if exam is None:
        flash("There is no trap to drill yet. Take a quiz first: what you fall into comes here.", "due")
        return redirect(url_for(".index"), 303)
    started = start_drill(learner_id, exam, *drill_traps(book, exam, asked))
    if started is None:
        flash(NOTHING_FRESH, "due")
        return redirect(url_for(".index"), 303)
    return started


@bp.post("/attempts/<attempt_id>/<int:position>/twin")
def twin(attempt_id: str, position: int) -> ResponseReturnValue:
    """Ask one question on the twin of a graded one: the same duty on a service where the owner is the other side."""
    learner_id = own_id()
    item = results.feedback(db.session, learner_id, attempt_id, position, now=utc_now()).item
    started = start_twin(learner_id, item)
    if started is None:
        flash("No twin that you have not seen can be made of this question.", "due")
        return redirect(url_for("review.review", attempt_id=attempt_id, _anchor=f"question-{position}"), 303)
    return started


@bp.post("/traps/exam-date")
def exam_date() -> ResponseReturnValue:
    """Set the day of an exam, or take it back; what is due follows at once."""
    learner = ensure_learner()
    today = notebook(db.session, learner.id, now=utc_now()).day
    form = ExamDateForm(today)
    guide = guide_or_404(form.exam.data)
    if not form.validate_on_submit():
        return _index(learner.id, error=first_error(form), typed=guide.id, status=422)
    plans.set_exam_date(db.session, learner.id, guide.id, form.exam_date.data)
    said = "is planned for" if form.exam_date.data else "has no date"
    flash(f"Your {guide.code} exam {said} now, and your reviews follow.", "good")
    return redirect(url_for(".index"), 303)


@bp.post("/traps/calendar")
def calendar() -> ResponseReturnValue:
    """Make a secret calendar address, or take it back."""
    learner = ensure_learner()
    if request.form.get("do") == "drop":
        plans.drop_calendar_token(db.session, learner.id)
        flash("The calendar address no longer works.", "good")
    else:
        plans.new_calendar_token(db.session, learner.id)
        flash("Here is your calendar address. Whoever has it can see your due traps.", "good")
    return redirect(url_for(".index", _anchor="calendar"), 303)


@bp.get("/calendar/<token>.ics")
def feed(token: str) -> ResponseReturnValue:
    """The due traps of whoever's token it is. No session is looked at: a calendar program has none."""
    learner_id = plans.learner_of_calendar(db.session, token)
    if learner_id is None:
        abort(404, description="There is no such calendar. Its owner may have taken the address back.")
    now = utc_now()
    book = notebook(db.session, learner_id, now=now)
    known = load_bank().model.traps
    due = [(known[one.trap].name, one.due) for one in book.entries if one.due is not None and one.trap in known]
    host = request.host.partition(":")[0]
    url = url_for(".index", _external=True)
    text = calendar_text(due_by_day(due, book.day), url=url, host=host, stamp=now)
    return Response(text, mimetype="text/calendar", headers={"Content-Disposition": "inline; filename=due-traps.ics"})


def drill_exam(book: Notebook, asked: str | None = None) -> str | None:
    """The exam of a drill: that of the trap asked for, else the one that most of what is due was last met in."""
    entries = [entry for entry in (*book.entries, *book.others) if entry.trap == asked] if asked else []
    due = set(book.queue)
    entries = entries or [entry for entry in book.entries if entry.trap in due] or list(book.entries)
    exams = [entry.exam for entry in entries]
    if exams:
        return max(sorted(set(exams)), key=exams.count)
    known = load_bank().model.traps.get(asked or "")
    return next((exam for exam in known.exams if exam in load_bank().guides), None) if known else None


def drill_traps(book: Notebook, exam: str, asked: str | None = None) -> tuple[list[str], list[str]]:
    """The traps that a drill is about, and those that it is filled up with, each in order."""
    known = load_bank().model.traps
    later = sorted(book.entries, key=lambda entry: (entry.due or date.max, entry.trap))
    waiting = [entry.trap for entry in (*later, *book.others)]
    fits = [trap for trap in (*book.queue, *waiting) if trap in known and exam in known[trap].exams]
    if asked is not None:
        return [asked], [trap for trap in fits if trap != asked]
    due = [trap for trap in book.queue if trap in fits]
    return due or fits[:LENGTH], fits


def section_of(entry: Entry, queue: tuple[str, ...]) -> str:
    """The heading under which a trap stands."""
    if entry.memory.sure_wrong is not None:
        return "sure"
    if entry.trap in queue:
        return "due"
    return str(entry.mastery)


def _index(learner_id: int, *, error: str = "", typed: str = "", status: int = 200) -> ResponseReturnValue:
    bank = load_bank()
    book = notebook(db.session, learner_id, now=utc_now())
    shown = [entry for entry in book.entries if entry.trap in bank.model.traps]
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(shown, key=lambda one: (one.due or date.max, one.trap)):
        groups.setdefault(section_of(entry, book.queue), []).append(entry)
    token = plans.calendar_token(db.session, learner_id)
    page = render_template(
        "traps/index.html",
        book=book,
        groups=groups,
        sections=SECTIONS,
        known=bank.model.traps,
        missed=misses(db.session, learner_id),
        noted=notes.notes_of(db.session, learner_id, notes.Kind.TRAP),
        guides=bank.guides,
        error=error,
        typed=typed,
        calendar_url=url_for(".feed", token=token, _external=True) if token else None,
    )
    return page, status


def _trap(known: Trap, form: NoteForm, status: int = 200) -> ResponseReturnValue:
    learner_id = learner_id_or_none()
    found: dict[str, Any] = {"entry": None, "met": (), "note": None}
    if learner_id is not None:
        book = notebook(db.session, learner_id, now=utc_now())
        every = {entry.trap: entry for entry in (*book.entries, *book.others)}
        note = notes.notes_of(db.session, learner_id, notes.Kind.TRAP).get(known.id)
        if note is not None and not form.is_submitted():
            form = NoteForm(formdata=None, text=note.text, bookmarked=note.bookmarked)
        found = {"entry": every.get(known.id), "met": meetings(db.session, learner_id, known.id), "note": note}
    page = render_template("traps/trap.html", trap=known, form=form, guides=load_bank().guides, **found)
    return page, status


def _trap_or_404(trap_id: str) -> Trap:
    known = load_bank().model.traps.get(trap_id)
    if known is None:
        abort(404, description="There is no such trap. It may have been renamed or withdrawn.")
    return known
