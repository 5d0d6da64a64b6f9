"""Registering, signing in and out, settings, and taking one's data away or deleting it."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required, logout_user

from app.account import credentials
from app.account.blueprint import bp
from app.account.forms import DeleteForm, LoginForm, RegisterForm, SettingsForm
from app.account.limits import tries
from app.account.passwords import check_password, hash_password
from app.account.session import current_learner, ensure_learner, learner_id_or_none, sign_in
from app.extensions import db
from app.store import learners
from app.store.errors import EmailTaken
from app.store.exports import export_learner
from app.store.learners import SettingsChange
from app.store.leaving import delete_learner
from app.store.views import Learner
from app.time import utc_now

__all__ = ["bp", "credentials"]
WRONG_LOGIN = "Email and password do not fit together. Check both."


def safe_next(target: str | None) -> str:
    """A path of this site to go to, never another host: "//host", backslashes and schemes lead home."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")) and "\\" not in target:
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc and target.isprintable():
            return target
    return url_for("home.index")


@bp.route("/register", methods=["GET", "POST"])
@tries
def register() -> ResponseReturnValue:
    """Email and password for the learner of this session, whose attempts stay."""
    learner = current_learner()
    if learner and not learner.is_guest:
        return redirect(safe_next(request.args.get("next")), 303)
    form = RegisterForm()
    if not form.validate_on_submit():
        return render_template("account/register.html", form=form), 422 if form.is_submitted() else 200
    learner = ensure_learner()
    try:
        account = learners.register(
            db.session, learner.id, form.email.data or "", hash_password(form.password.data or ""), now=utc_now()
        )
    except EmailTaken:
        form.email.errors = ["There is an account with this email already. Sign in instead."]
        return render_template("account/register.html", form=form), 422
    sign_in(account)
    flash("Your account is made, and your attempts are in it.", "good")
    return redirect(safe_next(request.args.get("next")), 303)


@bp.route("/login", methods=["GET", "POST"])
@tries
def login() -> ResponseReturnValue:
    """Sign in. A guest's attempts come along into the account."""
    form = LoginForm()
    if not form.validate_on_submit():
        return render_template("account/login.html", form=form), 422 if form.is_submitted() else 200
    account = learners.find_by_email(db.session, form.email.data or "")
    fits = check_password(form.password.data or "", account.password_hash if account else None)
    if account is None or not fits:
        form.password.errors = [WRONG_LOGIN]
        return render_template("account/login.html", form=form), 422
    brought = _bring_guest(account)
    session.clear()
    sign_in(account)
    if brought:
        flash(f"Welcome back. What you did as a guest came along ({brought}).", "good")
    return redirect(safe_next(request.args.get("next")), 303)


def _bring_guest(account: Learner) -> int:
    guest = current_learner()
    if guest is None or not guest.is_guest:
        return 0
    return learners.merge_guest(db.session, guest.id, account.id, now=utc_now())


@bp.post("/logout")
def logout() -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash("You are signed out.", "good")
    return redirect(url_for("home.index"), 303)


@bp.route("", methods=["GET", "POST"])
def settings() -> ResponseReturnValue:
    """Settings of a learner; a guest may have them too, and becomes one by saving."""
    learner = current_learner()
    form = SettingsForm(obj=learner)
    if not form.validate_on_submit():
        page = render_template("account/settings.html", form=form, delete_form=DeleteForm(formdata=None))
        return page, 422 if form.is_submitted() else 200
    learners.update_settings(db.session, ensure_learner().id, _changes(form))
    flash("Your settings are saved. Extra time counts from the next attempt on.", "good")
    return redirect(url_for(".settings"), 303)


def _changes(form: SettingsForm) -> SettingsChange:
    return SettingsChange(
        time_zone=form.time_zone.data or "",
        theme=form.theme.data,
        extra_minutes=form.extra_minutes.data,
        extra_factor=float(form.extra_factor.data or 1),
        hide_clock=form.hide_clock.data,
        single_keys=form.single_keys.data,
    )


@bp.post("/clock")
def clock() -> ResponseReturnValue:
    """Hide or show the clock, from within a sitting."""
    hide = request.form.get("hide") == "1"
    learners.update_settings(db.session, ensure_learner().id, SettingsChange(hide_clock=hide))
    return redirect(safe_next(request.form.get("next")), 303)


def as_lines(export: Mapping[str, Any]) -> str:
    """The export as JSON with one attempt, note or trap a line: to read, to search, and quick to write."""
    parts = []
    for name, value in export.items():
        rows = [json.dumps(row, ensure_ascii=False, default=str) for row in (value if isinstance(value, list) else [])]
        text = "[\n" + ",\n".join(rows) + "\n]" if rows else json.dumps(value, ensure_ascii=False, default=str)
        parts.append(f"{json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


@bp.get("/export")
def export() -> ResponseReturnValue:
    """Everything kept about the learner, as JSON."""
    learner_id = learner_id_or_none()
    if learner_id is None:
        flash("There is nothing to export yet: nothing is kept about you.", "plain")
        return redirect(url_for(".settings"), 303)
    text = as_lines(export_learner(db.session, learner_id))
    response = Response(text, mimetype="application/json")
    response.headers["Content-Disposition"] = "attachment; filename=whose-export.json"
    return response


@bp.route("/delete", methods=["GET", "POST"])
@login_required
def delete() -> ResponseReturnValue:
    """Delete the learner and everything of theirs, after a confirmation."""
    form = DeleteForm()
    learner = ensure_learner()
    if not form.validate_on_submit():
        return render_template("account/delete.html", form=form), 422 if form.is_submitted() else 200
    delete_learner(db.session, learner.id, now=utc_now())
    logout_user()
    session.clear()
    flash("Everything of yours is deleted.", "good")
    return redirect(url_for("home.index"), 303)
