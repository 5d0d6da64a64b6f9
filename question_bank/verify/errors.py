"""The one way in which an item fails verification."""


class UnverifiedError(ValueError):
    """The key of an item does not follow from its proof. The message says why, for whoever writes families."""
