"""Ways to spoil a good multiple-choice item, two for each rule: what the checks must find."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from question_bank.bank import load_bank
from question_bank.item import Item, ItemType
from question_bank.model import Owner

Spoil = Callable[[Item], Item]
LONG = "in each of the accounts and Regions in which the company runs or plans to run some part of it "


def key_place(item: Item) -> int:
    return next(place for place, option in enumerate(item.options) if option.correct)


def wrong_places(item: Item) -> list[int]:
    return [place for place, option in enumerate(item.options) if not option.correct]


def with_text(item: Item, place: int, text: str) -> Item:
    options = list(item.options)
    options[place] = replace(options[place], text=text)
    return replace(item, options=tuple(options))


def with_key(change: Callable[[str], str]) -> Spoil:
    return lambda item: with_text(item, key_place(item), change(item.options[key_place(item)].text))


def with_wrong(change: Callable[[str], str]) -> Spoil:
    """Changes every distractor."""

    def spoil(item: Item) -> Item:
        for place in wrong_places(item):
            item = with_text(item, place, change(item.options[place].text))
        return item

    return spoil


def with_all(*texts: str) -> Spoil:
    def spoil(item: Item) -> Item:
        return replace(item, options=tuple(replace(o, text=text) for o, text in zip(item.options, texts, strict=True)))

    return spoil


def with_stem(change: Callable[[str], str]) -> Spoil:
    return lambda item: replace(item, stem=change(item.stem))


def with_options(**changes: object) -> Spoil:
    return lambda item: replace(item, options=tuple(replace(o, **changes) for o in item.options))  # type: ignore[arg-type]


def inserted(text: str, words: str) -> str:
    return f"{text.rstrip('.')} {words}."


def both(*spoils: Spoil) -> Spoil:
    def spoil(item: Item) -> Item:
        for one in spoils:
            item = one(item)
        return item

    return spoil


def two_keys(item: Item) -> Item:
    return replace(
        item, options=tuple(replace(o, correct=o.correct or n < 2) for n, o in enumerate(item.options[::-1]))
    )


def words_turned(item: Item) -> Item:
    """One option says what another does, in other order."""
    words = item.options[1].text.rstrip(".").split()
    return with_text(item, 0, f"{' '.join([words[0], *words[:0:-1]])}.")


def contained(item: Item) -> Item:
    return with_text(item, 0, inserted(item.options[1].text, "today"))


def words_contained(item: Item) -> Item:
    words = item.options[1].text.rstrip(".").split()
    return with_text(item, 0, f"{' '.join([words[0], *words[:0:-1]])} on the seventh morning.")


def two_tasks(item: Item) -> Item:
    parts = [cell.provider_part for cell in load_bank().model.cells_of("aws", "ec2") if cell.owner is Owner.PROVIDER]
    return with_text(item, 0, f"{parts[0].capitalize()} and {parts[1]}.")


def run_alone(item: Item) -> Item:
    """Two words that follow each other in stem and key, and stand apart in distractors."""
    item = with_key(lambda text: inserted(text, "in amber folders"))(item)
    first, second = wrong_places(item)[:2]
    item = with_text(item, first, inserted(item.options[first].text, "in amber"))
    item = with_text(item, second, inserted(item.options[second].text, "in folders"))
    return replace(item, stem=f"Records lie in amber folders. {item.stem}")


def meeting_point(item: Item) -> Item:
    item = with_all("Keeping old logs.", "Making new plans.", "Setting firm rules.", "Writing terse code.")(item)
    words = [item.options[place].text.rstrip(".").lower() for place in wrong_places(item)]
    return with_text(item, key_place(item), f"{' '.join(words).capitalize()}.")


def from_everywhere(item: Item) -> Item:
    model = load_bank().model
    cells = {model.controls[cell.control].area: cell for cell in model.cells_of("aws", "s3")}
    more = tuple(type(item.proof[0]).of(cell) for cell in cells.values())
    return replace(item, proof=(*item.proof, *more))


def unheard_of_traps(item: Item) -> Item:
    traps = (None if option.correct else "no-such-belief" for option in item.options)
    return replace(item, options=tuple(replace(o, trap=trap) for o, trap in zip(item.options, traps, strict=True)))


def another_proof(**changes: str) -> Spoil:
    return lambda item: replace(item, proof=(replace(item.proof[0], **changes), *item.proof[1:]))  # type: ignore[arg-type]


NUMBERED = ("Keeping 30 copies.", "Keeping 7 copies.", "Keeping 90 copies.", "Keeping 14 copies.")
RANGED = ("Keeping 1 to 5 copies.", "Keeping 4 to 9 copies.", "Keeping a copy.", "Keeping no record.")

ERRORS: Mapping[str, tuple[Spoil, Spoil]] = {
    "L01": (lambda item: replace(item, options=item.options[:3]), two_keys),
    "L03": (lambda item: replace(item, proof=()), another_proof(source="a colleague")),
    "L04": (
        with_stem(lambda stem: f"{stem} (Select TWO.)"),
        lambda item: replace(item, type=ItemType.MULTIPLE_RESPONSE),
    ),
    "L05": (lambda item: with_text(item, 0, item.options[1].text), words_turned),
    "L06": (contained, with_all(*RANGED)),
    "L07": (
        lambda item: with_text(item, 0, "Choosing all of the above."),
        lambda item: with_text(item, 3, "Doing both A and C."),
    ),
    "L10": (with_key(lambda text: inserted(text, LONG * 3)), with_key(lambda text: inserted(text, LONG + LONG))),
    "L13": (
        both(with_stem(lambda s: f"A zebra is in use. {s}"), with_key(lambda t: inserted(t, "by zebra"))),
        run_alone,
    ),
    "L14": (
        with_stem(lambda _: "A company uses Amazon S3. Which tasks are the company's responsibility?"),
        with_stem(lambda _: "A company uses Amazon S3. Whose work is a?"),
    ),
    "L15": (
        lambda item: with_text(item, 0, item.options[0].text.rstrip(".")),
        lambda item: with_text(item, 0, "To look after the whole of the account."),
    ),
    "L19": (
        with_stem(lambda _: "A company uses it. Which task is not the company's responsibility?"),
        both(
            with_stem(lambda _: "A company uses it. Which task is NOT the company's?"),
            with_wrong(lambda text: inserted(text, "and not later")),
        ),
    ),
    "L20": (
        with_wrong(lambda text: inserted(text, "where nobody has not done so")),
        both(
            with_stem(lambda _: "A company uses it. Which task can nobody leave to AWS?"),
            with_key(lambda text: inserted(text, "where none is set")),
        ),
    ),
    "L21": (two_tasks, lambda item: with_text(item, 0, f"{item.options[0].text.rstrip('.')}; paying for it.")),
    "L23": (with_stem(lambda _: "A company uses it."), with_stem(lambda _: "A company uses it. Which is correct?")),
    "L24": (
        with_stem(lambda _: f"A company {'really ' * 90}asks. Which task is it?"),
        with_wrong(lambda text: inserted(text, LONG * 5)),
    ),
    "L26": (with_options(trap=None), unheard_of_traps),
    "L27": (another_proof(service="ground-station"), another_proof(provider="azure")),
    "L28": (
        lambda item: replace(item, options=(replace(item.options[0], rationale="Because."), *item.options[1:])),
        with_options(rationale="It is the company's work, as the page of the service says."),
    ),
    "L29": (
        lambda item: with_text(item, 0, "Running the ZQX of the service."),
        with_stem(lambda stem: f"An QXZ report is due. {stem}"),
    ),
    "L32": (with_all(*NUMBERED), with_all(*(text.replace("copies", "days of logs") for text in NUMBERED))),
}
WARNINGS: Mapping[str, tuple[Spoil, Spoil]] = {
    "L06": (words_contained, both(words_contained, lambda item: replace(item, options=item.options[::-1]))),
    "L08": (
        both(
            with_all("Keeping logs.", "Making plans.", "Setting rules.", "Writing code."),
            with_wrong(lambda text: inserted(text, "always")),
        ),
        both(
            with_all("Keeping logs.", "Making plans.", "Setting rules.", "Writing code."),
            with_key(lambda text: inserted(text, "entirely")),
        ),
    ),
    "L09": (
        both(
            with_all("Keeping logs.", "Making plans.", "Setting rules.", "Writing code."),
            with_key(lambda text: inserted(text, "usually")),
        ),
        both(
            with_all("Keeping logs.", "Making plans.", "Setting rules.", "Writing code."),
            with_wrong(lambda text: inserted(text, "sometimes")),
        ),
    ),
    "L11": (with_key(lambda _: "Patching."), with_wrong(lambda text: inserted(text, LONG))),
    "L12": (
        with_key(lambda text: inserted(text, "when needed, by hand, using tools (or none), because it must, by noon")),
        both(
            with_all("Keeping logs.", "Making plans.", "Setting rules.", "Writing code."),
            with_key(lambda text: inserted(text, "when asked, by mail")),
        ),
    ),
    "L16": (from_everywhere, with_all("Amazon S3.", "Amazon EC2.", "Patching hosts.", "Testing restores.")),
    "L17": (meeting_point, both(meeting_point, with_key(lambda text: inserted(text, "today")))),
    "L22": (
        with_stem(lambda _: "A company uses it. Which task is best for the company?"),
        with_stem(lambda _: "A company uses it. Which task is recommended to the company?"),
    ),
    "L24": (
        with_wrong(lambda text: inserted(text, LONG * 4)),
        with_stem(lambda stem: f"{'A company uses a service and asks about it. ' * 24}{stem}"),
    ),
    "L25": (
        with_stem(
            lambda stem: f"A company also has {'Amazon Rekognition' if 'Edge' in stem else 'AWS Snowball Edge'}. {stem}"
        ),
        with_stem(lambda stem: f"Reports come from Amazon Timestream for InfluxDB. {stem}"),
    ),
    "L29": (
        lambda item: with_text(item, 0, f"Turning on {'GuardDuty' if 'Macie' in item.stem else 'Macie'} for the data."),
        with_stem(lambda stem: f"Alerts come from {'Macie' if 'GuardDuty' in stem else 'GuardDuty'}. {stem}"),
    ),
    "L30": (
        with_stem(lambda stem: f"An engineer asks his team. {stem}"),
        with_stem(lambda stem: f"It should be a piece of cake. {stem}"),
    ),
    "L31": (
        lambda item: replace(
            item, options=tuple(replace(o, text=f"Taking good care of {o.text.lower()}") for o in item.options)
        ),
        with_all(*(f"Looking after the {word}." for word in ("logs", "plans", "rules", "code"))),
    ),
}
