#!/usr/bin/env python3
"""How long a report of the largest demonstration takes, and how large it is: 500 accounts, five designs.

benchmarks/report.py [repetitions]       build/release with tests; five repetitions unless told

Written: `kamsim report --quick`, from the start of the program to its end. Drawn: from the first byte in Chromium to the last
figure. Medians; machines are shared and noisy. ctest -R browser.pages makes the result, browser.packages what steers Chromium.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/release"
RESULT = BUILD / "browser/pages/largest.h5"


def written(page):
    begin = time.monotonic()
    words = [BUILD / "bin/kamsim", "report", RESULT, "--quick", "--replace", "--quiet", "--out", page]
    subprocess.run(words, check=True)
    return time.monotonic() - begin


def drawn(page, repetitions):
    words = ["node", ROOT / "tests/browser/measure_drawing.mjs", page, str(repetitions)]
    environment = {**os.environ, "KAMSIM_BROWSER_PACKAGES": str(BUILD / "browser/packages")}
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=environment)
    return [float(line) for line in done.stdout.split()]


def main():
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    if not RESULT.exists():
        sys.exit(f"{RESULT} is missing: ctest --preset release -R 'browser.(packages|pages)' makes it")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "largest.html"
        seconds = [written(page) for _ in range(repetitions)]
        print("| largest demonstration: 500 accounts, 5 designs | median | range |")
        print("|---|---|---|")
        print(f"| written, s | {statistics.median(seconds):.2f} | {min(seconds):.2f} to {max(seconds):.2f} |")
        print(f"| size, MiB | {page.stat().st_size / 2**20:.2f} | |")
        seconds = drawn(page, repetitions)
        print(f"| drawn, s | {statistics.median(seconds):.2f} | {min(seconds):.2f} to {max(seconds):.2f} |")


main()
