"""Filters in the address of a page. They change nothing, so they need no token."""

from wtforms import BooleanField, Form, IntegerField, SearchField, SelectField
from wtforms.validators import AnyOf, Length, NumberRange, Optional

from app.explore.matrix import EVERY, SELECTION, MatrixFilters
from app.explore.names import AREAS, CATEGORIES, CLOUDS
from app.explore.search import LONGEST_QUERY
from question_bank.model import Owner

TOO_LONG = f"At most {LONGEST_QUERY} characters, please."


def _select(label: str, choices: dict[str, str]) -> SelectField:
    known = AnyOf(tuple(choices), message=f"There is no such {label.casefold()}. Choose one of the list.")
    return SelectField(label, choices=choices, default=next(iter(choices)), validate_choice=False, validators=[known])


class MatrixForm(Form):
    provider = _select("Provider", {**CLOUDS, EVERY: "All three"})
    category = _select("Category", {SELECTION: "Most asked", EVERY: "All services", **CATEGORIES})
    area = _select("Area", {"": "All areas", **AREAS})
    owner = _select(
        "Owner", {"": "Any owner", Owner.CUSTOMER: "Customer", Owner.SHARED: "Shared", Owner.PROVIDER: "Provider"}
    )
    q = SearchField("Words", validators=[Optional(), Length(max=LONGEST_QUERY, message=TOO_LONG)])
    differ = BooleanField("Only where the owner differs")
    page = IntegerField("Page", default=1, validators=[Optional(), NumberRange(1)])

    @property
    def filters(self) -> MatrixFilters:
        """What a valid form asks for."""
        return MatrixFilters(
            provider=self.provider.data,
            category=self.category.data,
            area=self.area.data,
            owner=Owner(self.owner.data) if self.owner.data else None,
            text=self.q.data or "",
            differ=self.differ.data,
            page=self.page.data or 1,
        )


class SearchForm(Form):
    q = SearchField("Look for", validators=[Optional(), Length(max=LONGEST_QUERY, message=TOO_LONG)])
