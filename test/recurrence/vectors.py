"""Makes vectors.jsonl: what python-dateutil (its rules) and zoneinfo (its clocks) say of random rules.

    python3 -m venv VENV && VENV/bin/pip install python-dateutil tzdata
    VENV/bin/python test/recurrence/vectors.py > test/recurrence/vectors.jsonl

One case a line, as `npm run eval -- recurrence FILE` reads them. Rules that dateutil reads otherwise on purpose (see
intended-differences.ts) are not made. zoneinfo takes the offset before a clock change for a time that is skipped or comes twice
(PEP 495, fold=0), which is what Carillon promises.
"""

import json
import random
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

CASES = 2100
MOST = 4
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# With clock changes of all sorts, and rules that no longer change.
ZONES = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "Asia/Tokyo",
]

dice = random.Random(5545)


def some(low, high, most, signed=False):
    found = {dice.randint(low, high) * (dice.choice([1, -1]) if signed else 1) for _ in range(dice.randint(1, most))}
    return ",".join(map(str, sorted(found)))


def days(most=7):
    return ",".join(sorted(dice.sample(DAYS, dice.randint(1, most)), key=DAYS.index))


def numbered(high):
    return ",".join(sorted({f"{dice.randint(1, high) * dice.choice([1, -1])}{dice.choice(DAYS)}" for _ in range(dice.randint(1, 3))}))


def maybe(parts, name, value, chance=0.5):
    if dice.random() < chance:
        parts[name] = value()


def month_days():
    return dice.choice(["31", "30", "29", "-1", "13", "28,29,30,31", "28,29,30", some(1, 31, 4), some(1, 31, 4, True)])


def by_parts(freq):
    parts = {}
    if freq == "DAILY":
        maybe(parts, "BYMONTH", lambda: some(1, 12, 4), 0.3)
        maybe(parts, "BYMONTHDAY", month_days, 0.2)
        maybe(parts, "BYDAY", days, 0.3)
    elif freq == "WEEKLY":
        maybe(parts, "BYDAY", days, 0.8)
        maybe(parts, "BYMONTH", lambda: some(1, 12, 4), 0.2)
        maybe(parts, "WKST", lambda: dice.choice(DAYS), 0.4)
    elif freq == "MONTHLY":
        kind = dice.random()
        if kind < 0.45:
            maybe(parts, "BYMONTHDAY", month_days, 0.9)
        elif kind < 0.85:
            parts["BYDAY"] = dice.choice([days, lambda: numbered(5), lambda: "MO,TU,WE,TH,FR"])()
        else:
            parts["BYDAY"] = days()
            parts["BYMONTHDAY"] = month_days()
        maybe(parts, "BYMONTH", lambda: some(1, 12, 4), 0.2)
    else:
        kind = dice.random()
        if kind < 0.3:
            maybe(parts, "BYMONTH", lambda: some(1, 12, 4), 0.7)
            maybe(parts, "BYMONTHDAY", month_days, 0.7)
        elif kind < 0.55:
            maybe(parts, "BYMONTH", lambda: some(1, 12, 4), 0.7)
            parts["BYDAY"] = dice.choice([days, lambda: numbered(5)])()
        elif kind < 0.7:
            parts["BYDAY"] = numbered(53)
        elif kind < 0.85:
            parts["BYYEARDAY"] = some(1, 366, 4, True)
            maybe(parts, "BYMONTH", lambda: some(1, 12, 6), 0.2)
            maybe(parts, "BYDAY", days, 0.3)
        else:
            parts["BYWEEKNO"] = dice.choice([some(1, 51, 3), some(1, 51, 3, True)])
            parts["BYDAY"] = days(3)
            maybe(parts, "WKST", lambda: dice.choice(DAYS), 0.3)
    if any(name.startswith("BY") for name in parts) and freq in ("MONTHLY", "YEARLY"):
        maybe(parts, "BYSETPOS", lambda: dice.choice(["1", "-1", "1,-1", "2", "-2", "3"]), 0.25)
    return parts


def instant(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%MZ")


def make(number):
    freq = dice.choice(["DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY"])
    zone = ZoneInfo(dice.choice(ZONES))
    start = datetime(1998, 1, 1) + timedelta(days=dice.randint(0, 12_000), minutes=dice.choice([150, 90, 0, 30, 540, dice.randint(0, 1439)]))
    parts = {"FREQ": freq}
    if dice.random() < 0.5:
        parts["INTERVAL"] = str(dice.choice([2, 3, 4, 5, 6, 10, 18, 26] if freq != "YEARLY" else [2, 3, 4]))
    parts.update(by_parts(freq))
    if dice.random() < 0.15:
        parts["BYHOUR"] = str(dice.randint(0, 23))
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    end, theirs = dice.random(), ""
    if end < 0.3:
        theirs = f";COUNT={dice.randint(1, 60)}"
        text += theirs
    elif end < 0.45:
        # A date includes its day here; dateutil is told the last minute of it.
        last = (start + timedelta(days=dice.randint(1, 3000))).strftime("%Y%m%d")
        theirs = f";UNTIL={last}T235900"
        text += f";UNTIL={last}"
    rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()) + theirs, dtstart=start)
    after = (start + timedelta(days=dice.choice([-30, 0, 1, dice.randint(0, 4000)]))).replace(tzinfo=zone)
    expect = []
    for slot in rule:
        if slot.year > 2150:
            break
        at = slot.replace(tzinfo=zone)
        if at.timestamp() > after.timestamp():
            expect.append(instant(at))
        if len(expect) == MOST:
            break
    return {
        "id": f"v{number}",
        "rule": text,
        "start": start.strftime("%Y-%m-%dT%H:%M"),
        "zone": zone.key,
        "after": instant(after),
        "expect": expect,
    }


made = 0
while made < CASES:
    case = make(made + 1)
    # Only a few that give nothing: they cost as much to read as the others.
    if case["expect"] or dice.random() < 0.2:
        print(json.dumps(case, separators=(",", ":")))
        made += 1
