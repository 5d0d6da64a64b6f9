"""Forms of an account. Each error says what to do, and what was typed stays (passwords aside)."""

from decimal import Decimal
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from wtforms import BooleanField, DecimalField, EmailField, IntegerField, PasswordField, RadioField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # the stubs are of 3.2
from wtforms.validators import Email, EqualTo, InputRequired, Length, NumberRange, Optional

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128  # Argon2 reads all of it; a longer one would only keep the server busy
LONGEST_EMAIL = 254
THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))
EMAIL_CHECKS = (
    InputRequired("Type your email address."),
    Length(max=LONGEST_EMAIL, message="An email address has at most 254 characters."),
    Email("This is not an email address; one looks like name@example.com."),
)


def strip(text: str | None) -> str:
    """What was typed without the blanks that a keyboard's suggestion adds."""
    return (text or "").strip()


PASSWORD_CHECKS = (
    InputRequired("Choose a password."),
    Length(SHORTEST_PASSWORD, LONGEST_PASSWORD, "A password has 10 to 128 characters."),
)
AGAIN_CHECKS = (
    InputRequired("Type the password a second time."),
    EqualTo("password", "The two passwords differ. Type both again."),
)
KNOWN_PASSWORD_CHECKS = (InputRequired("Type your password."), Length(max=LONGEST_PASSWORD))


class RegisterForm(FlaskForm):
    email = EmailField("Email", validators=EMAIL_CHECKS, filters=[strip])
    password = PasswordField("Password", validators=PASSWORD_CHECKS)
    again = PasswordField("Password again", validators=AGAIN_CHECKS)


class LoginForm(FlaskForm):
    email = EmailField("Email", validators=EMAIL_CHECKS, filters=[strip])
    password = PasswordField("Password", validators=KNOWN_PASSWORD_CHECKS)


class PasswordForm(FlaskForm):
    current = PasswordField("Current password", validators=KNOWN_PASSWORD_CHECKS)
    password = PasswordField("New password", validators=PASSWORD_CHECKS)
    again = PasswordField("New password again", validators=AGAIN_CHECKS)


class EmailForm(FlaskForm):
    email = EmailField("New email", validators=EMAIL_CHECKS, filters=[strip])
    current = PasswordField("Current password", validators=KNOWN_PASSWORD_CHECKS)


class SettingsForm(FlaskForm):
    time_zone = SelectField("Time zone", validate_choice=True)
    theme = RadioField("Theme", choices=[SelectChoice(*theme) for theme in THEMES], default="system")
    extra_minutes = IntegerField(
        "Extra minutes on a whole exam",
        default=0,
        validators=[
            InputRequired("Type a number of minutes, 0 for none."),
            NumberRange(0, 240, "Extra time is 0 to 240 minutes."),
        ],
    )
    extra_factor = DecimalField(
        "Time multiplied by",
        default=Decimal(1),
        places=2,
        validators=[Optional(), NumberRange(1, 3, "The factor is between 1 and 3; 1 is the standard time.")],
    )
    hide_clock = BooleanField("Hide the clock during a quiz")
    single_keys = BooleanField("Single-key shortcuts", default=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = [SelectChoice("", "UTC, until you choose"), *map(SelectChoice, zone_names())]


class DeleteForm(FlaskForm):
    sure = BooleanField(
        "Yes, delete everything",
        validators=[InputRequired("Check the box: what is deleted cannot be brought back.")],
    )


def zone_names() -> list[str]:
    """Names of places, without the abbreviations and offsets that the database keeps for old programs."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
