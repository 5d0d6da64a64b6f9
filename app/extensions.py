"""Flask extensions, made once and bound to an application by `create_app`."""

from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect

# What the store returns are plain values, so nothing needs to be read again after a commit.
db = SQLAlchemy(session_options={"expire_on_commit": False})
login_manager = LoginManager()
login_manager.session_protection = None  # a phone changes its address; the cookie is signed and not readable by scripts
csrf = CSRFProtect()
