"""What the store refuses. Each text is a sentence for whoever meets it."""


class StoreError(Exception):
    """Base of the store's own errors."""


class NotFound(StoreError):
    """There is no such attempt for this learner; another learner's looks the same as none."""


class NotGraded(StoreError):
    """The attempt is not graded yet, so it has no result to show."""


class AttemptRunning(StoreError):
    """An attempt of this exam runs already. `attempt_id` is that attempt."""

    def __init__(self, message: str, attempt_id: str) -> None:
        super().__init__(message)
        self.attempt_id = attempt_id


class TooManyPresets(StoreError):
    """The learner keeps as many presets as one may."""


class EmailTaken(StoreError):
    """Another account has this email."""


class StoreBusy(StoreError):
    """The database could not be written just now. Nothing was changed; trying again is right."""


class DatabaseTooNewError(StoreError):
    """The database was written by a newer version of this program."""


class DatabaseUnusableError(StoreError):
    """The database cannot be opened, or is not this program's."""
