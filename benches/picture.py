#!/usr/bin/env python3
"""How long a chart of 5,000 marks takes as SVG and as PNG, whole process, beside matplotlib.

    cargo build --release
    pip install matplotlib
    benches/picture.py target/release/claimbook

Both draw the same marks: claimbook from a project file, matplotlib from the CSV that claimbook
gives out, in eight series each with its own shape and colour, with a title, a grid and a legend.
Prints the best and the median of several runs, taken in turns. Without matplotlib it measures
claimbook alone.
"""

import datetime
import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CLAIMS = 5_000
RUNS = 9
ARTICLE = "01978c90-0000-7000-8000-000000000001"
CHART = "01978c90-0000-7000-8000-000000000002"
TEXT = "Aid of $5 million was announced."
QUOTE = "$5 million"

PEER = """
import csv, datetime, sys
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
series = {}
for row in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8")):
    days, values = series.setdefault(row["series"], ([], []))
    days.append(datetime.date.fromisoformat(row["date"]))
    values.append(float(row["value"]))
figure, axes = plt.subplots(figsize=(7.2, 4.5), dpi=100)
for (name, (days, values)), shape in zip(series.items(), "os^DvPX*"):
    axes.scatter(days, values, s=6, marker=shape, label=name, linewidths=0)
axes.set_title("Claims by the thousand")
axes.grid(axis="y", alpha=0.3)
axes.legend()
figure.savefig(sys.argv[2], dpi=200)
"""


def project():
    """A project file: one article, and so many dated amounts by eight claimants."""
    start = TEXT.index(QUOTE)
    passage = (
        f'Passage(article: "{ARTICLE}", start: {start}, end: {start + len(QUOTE)}, '
        f'quote: "{QUOTE}", prefix: "{TEXT[:start]}", suffix: "{TEXT[start + len(QUOTE):]}")'
    )
    out = [
        'Project(version: 1, info: Info(name: "Bench", created: "1970-01-01T00:00:00Z"),',
        f'articles: [Article(id: "{ARTICLE}", title: "Aid", publisher: "Morning Post", '
        f'imported: "1970-01-01T00:00:00Z", text: "{TEXT}")],',
        "claims: [",
    ]
    first = datetime.date(2022, 2, 24)
    for number in range(CLAIMS):
        # Scattered over four years and four powers of ten.
        scatter = number * 2_654_435_761 % 1_000_003
        day = first + datetime.timedelta(days=scatter % 1_461)
        amount = 1_000_000 + scatter * 7_919 % 9_000_000_000
        bound = "AtLeast" if number % 9 == 0 else "Exact"
        out.append(
            f'Claim(id: "01978c90-0000-7000-8000-{number + 16:012x}", passage: {passage}, '
            f'figure: Figure(kind: Money, best: "{amount}", unit: "USD", bound: {bound}, '
            f'time_frame: InPeriod), when: "{day}", claimant: "Claimant {number % 8}", '
            'created: "1970-01-01T00:00:00Z"),'
        )
    out.append(
        f'], charts: [Chart(id: "{CHART}", title: "Claims by the thousand", kind: Points, '
        "group_by: Claimant, scale: Linear)])"
    )
    return "\n".join(out)


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else "target/release/claimbook"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = folder / "bench.ron"
        own.write_text(project(), encoding="utf-8")
        table = folder / "chart.csv"
        draw = lambda out, *more: [binary, "chart", str(own), "--out", str(out), "--force", *more]
        subprocess.run(draw(table), check=True, stdout=subprocess.DEVNULL)
        calls = {
            "claimbook, SVG with every proof": draw(folder / "own.svg"),
            "claimbook, PNG 1x": draw(folder / "own1.png", "--scale", "1"),
            "claimbook, PNG 2x": draw(folder / "own2.png", "--scale", "2"),
        }
        if importlib.util.find_spec("matplotlib"):
            peer = [sys.executable, "-c", PEER, str(table)]
            calls["matplotlib, SVG"] = [*peer, str(folder / "peer.svg")]
            calls["matplotlib, PNG 2x"] = [*peer, str(folder / "peer.png")]
        else:
            print("matplotlib is not installed; measuring claimbook alone")
        times = {name: [] for name in calls}
        for _ in range(RUNS):
            for name, call in calls.items():
                started = time.perf_counter()
                subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
                times[name].append((time.perf_counter() - started) * 1000)
        print(f"{CLAIMS} marks, whole process, {RUNS} runs in turns")
        for name, taken in times.items():
            best, middle = min(taken), statistics.median(taken)
            print(f"{name:<34} best {best:6.0f} ms   median {middle:6.0f} ms")


if __name__ == "__main__":
    main()
