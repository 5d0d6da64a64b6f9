"""Areas of tasks, and how many about buildings and metal an item has."""

from question_bank.model import Cell, ResponsibilityModel

FACILITY = "facility"
MOST_FACILITY = 1  # more phrases about buildings and metal tempt nobody


def area_of(model: ResponsibilityModel, cell: Cell) -> str:
    return model.controls[cell.control].area
