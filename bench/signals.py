"""Recall and false alarms of the signals, on invented cities of several seeds.

    python bench/signals.py [CITIES]

Prints the table of docs/reference/signals.md.
"""

import os
import sys
import time
from collections import Counter
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengjian.config.settings")


def main() -> int:
    import django

    django.setup()
    from hengjian.demo.city.generating import SEED, generate
    from hengjian.demo.measuring_signals import (
        EXPECTED,
        Measured,
        figures_of_city,
        measure,
    )
    from hengjian.engines.pack_format.reading import load

    cities = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    loaded = load([ROOT / "packs"])
    results: list[Measured] = []
    for seed in [SEED, *range(1, cities)]:
        started = time.monotonic()
        city = generate(seed)
        results.append(measure(city, figures_of_city(city, loaded)))
        print(
            f"city {seed}: {time.monotonic() - started:.0f} s, "
            f"missed {results[-1].missed}, false "
            f"{[(s.kind, s.indicator, s.unit, s.period) for s in results[-1].false_alarms]}",
            file=sys.stderr,
        )
    clean = sum(each.clean_unit_months for each in results)
    false = Counter(s.kind for each in results for s in each.false_alarms)
    print("| planted | signal | found | first seen in the invented city |")
    print("|---|---|---|---|")
    for planted, kind in EXPECTED.items():
        found = sum(planted in each.found for each in results)
        first = results[0].found.get(planted, "—")
        print(f"| `{planted}` | `{kind}` | {found} of {cities} | {first} |")
    print()
    print("| signal | false alarms | per 1,000 place-months |")
    print("|---|---|---|")
    for kind in sorted({*EXPECTED.values(), *false, "counter_indicator"}):
        count = false.get(kind, 0)
        print(f"| `{kind}` | {count} | {count * 1000 / clean:.1f} |")
    total = sum(false.values())
    print(f"| all of these | {total} | {total * 1000 / clean:.1f} |")
    print()
    judged = sum(each.judged for each in results)
    prompts = sum(each.run_rule_prompts for each in results)
    print(f"clean place-months: {clean:,}; indicator-months judged: {judged:,}")
    print(
        f"run rules: {prompts:,} prompts, {prompts * 1000 / judged:.1f} per 1,000 "
        f"indicator-months, {prompts / clean:.1f} per place and month"
    )
    against = [s for each in results for s in each.against_improvement]
    print(f"signals against the real improvement: {len(against)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
