"""A text as a test-wise reader takes it in: words, content words, runs of them, and what marks it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

ABSOLUTES = frozenset("always never all only every any none must entirely completely solely cannot".split())
HEDGES = frozenset("usually generally may can typically often sometimes".split())
# What somebody is allowed to do or able to reach: the task itself, and no hedge about it.
PERMISSION = re.compile(r"\b(?:who|which|what|that|whom)\b(?: [\w-]+){0,5}? (?:may|can)\b")
STOP_WORDS = frozenset(
    "a an and are as at be by do does for from has have in into is it its must of off on or own so that the their "
    "them they this to under up what when where which who whose will with without company company's aws aws's task "
    "tasks service services amazon each responsible responsibility".split()
)
NEGATIONS = frozenset("not no never none neither nor nobody nothing cannot except".split())
SIDES = frozenset(("aws", "company"))
KNOWN_INITIALS = frozenset(
    "ACL ACM ACU AD AES AI AMI API AWS AZ BAA BGP CA CHAP CIDR CIS CLI CPU CSPM CVE DAX DB DDL DHCP DKIM DMS DNS "
    "DNSSEC DRS DS DSS EBS ECPU ECR ECS EFS EKS EMR EMRFS FTP FTPS GDPR GPU HIPAA HSM HTTP HTTPS IAM ID IKE IOPS "
    "IP IPAM ISO IT JDBC JSON KMS LDAP LF MAC MD5 MFA ML MSK MTU NACL NAT NFS NIST OCSF OCU ODBC OIDC OS OU PCI "
    "PII POSIX PUT QPS RA3 RADIUS RAM RDS REST RPO RPU RTO SAML SASL SCP SCRAM SDK SES SFTP SLA SMB SMTP SNS SOC "
    "SPF SPICE SQL SQS SSD SSE SSH SSL SSM SSO STIG STS TCP TDE TLS TTL UDP URL UTC VDI VLAN VM VPC VPN WAF XML "
    "EC2 S3 MQ XSS ZIP BUT NOT EXCEPT FALSE TRUE LEAST MOST TWO THREE FOUR FIVE LATEST NONE CISO SLO GET SELECT".split()
)
SENTENCE_END = re.compile(r"(?<=[.?!:]) (?=[A-Z])")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.'-]*")
ENDINGS = ("ing", "ed", "s")
SHORTEST_STEM = 4  # letters: shorter words keep their ending
KEPT = 16384  # sentences and options: they recur
RECENT = 8192  # whole texts, such as stems: they are looked at several times while an item is made, and hardly again
JOINTS = (";", " as well as ", ", and ", " and ")
ALL_OR_NONE = re.compile(r"\b(all|none|both|neither) of (the|these) (above|other|options)\b", re.IGNORECASE)
LETTERS = re.compile(r"\b[A-F] and [A-F]\b")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
RANGE = re.compile(r"(\d+)(?: to | ?[-–] ?)(\d+)")
# What stands before is looked at after the capital: a pattern that begins with a letter is searched for faster.
INITIALS = re.compile(r"[A-Z](?<![\w-].)[A-Z0-9]+(?=s?(?![\w-]))")


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text taken apart once. `tokens` are content words without endings, `runs` pairs that follow.

    `last` is its last sentence, `spaced` its number of words as a reader counts them, `unknown` the first initials that
    no exam guide has.
    """

    shown: str
    last: str
    spaced: int
    words: tuple[str, ...]
    tokens: frozenset[str]
    runs: frozenset[tuple[str, str]]
    negations: int
    unknown: str


@dataclass(frozen=True, slots=True, eq=False)
class OptionText(Text):
    """An option, with what only options are asked for: stems are many, and each is new.

    `folded` is the text without period and capitals, `marks` its content words and the sides that it names, `form`
    what is wrong with its look, `ranges` those of numbers.
    """

    folded: str
    marks: frozenset[str]
    absolute: bool
    hedged: bool
    gerund: bool
    infinitive: bool
    joint: str
    form: str
    refers: bool
    ranges: tuple[tuple[int, int], ...]
    numbers: tuple[str, ...]


def stem_of(shown: str) -> Text:
    """A stem taken apart, without the words that say how many options to select."""
    return text_of(shown.partition(" (Select ")[0])


@lru_cache(maxsize=RECENT)
def text_of(shown: str) -> Text:
    """The text taken apart. One of several sentences is put together from these, for they recur where it does not."""
    sentences = SENTENCE_END.split(shown)
    return _sentence(shown) if len(sentences) == 1 else _together(shown, [_sentence(one) for one in sentences])


@lru_cache(maxsize=KEPT)
def _sentence(shown: str) -> Text:
    return _taken_apart(shown)


@lru_cache(maxsize=KEPT)
def option_of(shown: str) -> OptionText:
    """The text of an option taken apart."""
    text = text_of(shown)
    first = text.words[0] if text.words else ""
    return OptionText(
        *(shown, text.last, text.spaced, text.words, text.tokens, text.runs, text.negations, text.unknown),
        folded=shown.rstrip(".").casefold(),
        marks=text.tokens | SIDES.intersection(text.words),
        absolute=not ABSOLUTES.isdisjoint(text.words),
        hedged=not HEDGES.isdisjoint(text.words) and not HEDGES.isdisjoint(words(PERMISSION.sub("", shown))),
        gerund=first.endswith("ing") and len(first) >= SHORTEST_STEM,
        infinitive=shown.startswith("To "),
        joint=next((joint for joint in JOINTS if joint in shown), ""),
        form=_form(shown),
        refers=_refers(shown),
        ranges=tuple([(int(low), int(high)) for low, high in RANGE.findall(shown)]),
        numbers=tuple(NUMBER.findall(shown)),
    )


def _taken_apart(shown: str) -> Text:
    pairs = [_word(found) for found in WORD.findall(shown)]
    content = [stripped for _, stripped in pairs if stripped]
    words = tuple([word for word, _ in pairs])
    return Text(
        shown,
        last=shown,
        spaced=len(shown.split()),
        words=words,
        tokens=frozenset(content),
        runs=frozenset(pairwise(content)),
        negations=len([word for word in words if word in NEGATIONS]) + shown.count("n't"),
        unknown=next((found for found in INITIALS.findall(shown) if found not in KNOWN_INITIALS), ""),
    )


def _together(shown: str, sentences: list[Text]) -> Text:
    """The text of several sentences. Runs do not reach over the end of one."""
    return Text(
        shown,
        last=sentences[-1].shown,
        spaced=sum([one.spaced for one in sentences]),
        words=tuple(chain.from_iterable([one.words for one in sentences])),
        tokens=frozenset().union(*[one.tokens for one in sentences]),
        runs=frozenset().union(*[one.runs for one in sentences]),
        negations=sum([one.negations for one in sentences]),
        unknown=next((one.unknown for one in sentences if one.unknown), ""),
    )


def _refers(shown: str) -> bool:
    """Whether an option speaks of the other options."""
    by_letter = " and " in shown and bool(LETTERS.search(shown))
    return by_letter or (" of the" in shown and bool(ALL_OR_NONE.search(shown)))


def _form(shown: str) -> str:
    """What is wrong with the look of an option; "" where nothing is."""
    if not shown.endswith(".") or shown != shown.strip():
        return "options end with one period each"
    return "" if shown[:1].isupper() else "options begin with a capital"


def words(text: str) -> tuple[str, ...]:
    """Words as shown, lower case."""
    return text_of(text).words


def tokens(text: str) -> frozenset[str]:
    """Content words, without endings: what a test-wise reader could match."""
    return text_of(text).tokens


@lru_cache(maxsize=KEPT)
def _word(found: str) -> tuple[str, str]:
    """A word in lower case; and without its ending, or "" where it is a stop word, which has no content."""
    word = found.rstrip(".").lower()
    return word, "" if word in STOP_WORDS else _stripped(word)


def _stripped(word: str) -> str:
    """Without plural, -ing, -ed and the e before them, so that "updates", "updated" and "updating" are one."""
    if len(word) < SHORTEST_STEM:
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and not word.endswith("ee") else word
