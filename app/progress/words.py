"""What the pages of progress say about figures: kind, and never more than the figures do."""

from app.assessment.calibration import Remark
from app.assessment.readiness_advice import Missing, Statement, Verdict
from app.assessment.streak import Practice
from app.home.display import count_of, day
from question_bank.exam_guide import ExamGuide

STEP_LEAST = 0.005  # of a probability; below it a gain rounds to no point
UNDER, OVER = 0.05, 0.95
VERDICTS = {
    Verdict.READY: "Ready. The whole interval lies above 80 %.",
    Verdict.CLOSE: "Close. More practice will move it.",
    Verdict.NOT_YET: "Not yet. The whole interval lies below 50 %.",
    Verdict.TOO_EARLY: "Too early to say. The interval is still wide, and more answers narrow it.",
}
REMARKS = {
    Remark.OVERCONFIDENT: "When you say sure, you are right less often than sure means. Look once more at those.",
    Remark.KNOWS_MORE: "Your guesses are right far more often than chance: you know more than you think.",
}


def missing_words(missing: Missing, guide: ExamGuide) -> str:
    """What is needed before a readiness can be stated, as what follows “Needed:”."""
    parts = [f"{count_of(missing.answers, 'more answer', 'more answers')} to fresh questions"]
    if missing.timed and missing.answers > 1:
        parts.append(f"{'all' if missing.timed == missing.answers else missing.timed} of them against the clock")
    elif missing.timed:
        parts.append("against the clock")
    names = {domain.id: domain.name for domain in guide.domains}
    if missing.by_domain and len(missing.by_domain) < len(names):
        parts += [f"{short} in {names[domain]}" for domain, short in missing.by_domain.items()]
    said = ", ".join(parts) + "."
    if missing.days_since is not None:
        said += f" Your last one that counts was {count_of(missing.days_since, 'day', 'days')} ago."
    return said


def likely_words(statement: Statement) -> str:
    """The 90 % interval of a readiness; past either end, where digits would claim too much, it says so."""
    low, high = statement.forecast.low, statement.forecast.high
    if low > OVER:
        return f"likely over {100 * OVER:.0f} %"
    if high < UNDER:
        return f"likely under {100 * UNDER:.0f} %"
    return f"likely between {100 * max(low, 0.01):.0f} and {100 * min(high, 0.99):.0f} %"


def practice_words(practice: Practice) -> str:
    """Days practiced and the streak. A streak that ended is not spoken of as a loss."""
    said = f"Practiced on {count_of(len(practice.days), 'day', 'days')}."
    if practice.streak > 1:
        said += f" {practice.streak} days in this run; a day of rest does not end it."
    elif practice.last_day is not None and not practice.practised_today:
        said += f" The last one was {day(practice.last_day)}; pick up wherever you like."
    if practice.longest > max(practice.streak, 1):
        said += f" Your longest run: {practice.longest} days."
    return said
