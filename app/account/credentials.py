"""Changing an account's email and password. Both ask for the password of today, as often as signing in may."""

from collections.abc import Callable
from functools import wraps

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField

from app.account.blueprint import bp
from app.account.forms import EmailForm, PasswordForm
from app.account.limits import tries
from app.account.passwords import check_password, hash_password
from app.account.session import current_learner, sign_in
from app.extensions import db
from app.store import learners
from app.store.errors import EmailTaken
from app.store.views import Learner

NOT_CURRENT = "This is not the password of your account. Type the one that you sign in with today."
EMAIL_TAKEN = "There is another account with this email. Type one that has none."


def of_account(view: Callable[[Learner], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Call `view` with the account that is signed in. Others are sent to signing in, and come back."""

    @wraps(view)
    def asked() -> ResponseReturnValue:
        learner = current_learner()
        if learner is None or learner.is_guest:
            return redirect(url_for("account.login", next=url_for(f"account.{view.__name__}")), 303)
        return view(learner)

    return asked


@bp.route("/password", methods=["GET", "POST"])
@tries
@of_account
def password(account: Learner) -> ResponseReturnValue:
    """Another password. Every other session of the account is ended; attempts and settings stay as they are."""
    form = PasswordForm()
    if not (form.validate_on_submit() and _is_current(account, form.current)):
        page = render_template("account/password.html", form=form, account=account)
        return page, 422 if form.is_submitted() else 200
    sign_in(learners.change_password(db.session, account.id, hash_password(form.password.data or "")))
    flash("Your password is changed. Other devices are signed out.", "good")
    return redirect(url_for("account.settings"), 303)


@bp.route("/email", methods=["GET", "POST"])
@tries
@of_account
def email(account: Learner) -> ResponseReturnValue:
    """Another email address to sign in with."""
    form = EmailForm()
    if not (form.validate_on_submit() and _is_current(account, form.current)):
        return _email_page(form, account, 422 if form.is_submitted() else 200)
    try:
        changed = learners.change_email(db.session, account.id, form.email.data or "")
    except EmailTaken:
        form.email.errors = [EMAIL_TAKEN]
        return _email_page(form, account, 422)
    flash(f"Your email is changed. From now on you sign in with {changed.email}.", "good")
    return redirect(url_for("account.settings"), 303)


def _email_page(form: EmailForm, account: Learner, status: int) -> ResponseReturnValue:
    return render_template("account/email.html", form=form, account=account), status


def _is_current(account: Learner, field: PasswordField) -> bool:
    """Whether what was typed is the account's password; where not, the field says so."""
    stored = learners.find_by_email(db.session, account.email or "")
    if check_password(field.data or "", stored.password_hash if stored else None):
        return True
    field.errors = [NOT_CURRENT]
    return False
