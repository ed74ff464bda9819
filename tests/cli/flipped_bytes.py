#!/usr/bin/env python3
"""A thousand copies of a result, each with one flipped byte: flipped_bytes.py <program> <scenario>

kamsim verify-file must find each, and the bytes that it names must hold the flipped one. The places and the new bytes are
drawn from a fixed seed, evenly over the whole file.
"""

import pathlib
import random
import re
import subprocess
import sys
import tempfile

FLIPS = 1000
COPIES_AT_ONCE = 50
LINE = re.compile(r"^(\d+)\.h5: damaged, bytes (\d+) to (\d+): \S.*$")


def verify(program, folder, names):
    done = subprocess.run([program, "verify-file", *names], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


def main(program, scenario):
    generator = random.Random(20260101)
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        result = folder / "good.h5"
        subprocess.run([program, "run", scenario, "--out", result, "--quiet"], check=True, stdout=subprocess.PIPE)
        good = result.read_bytes()
        for first in range(0, FLIPS, COPIES_AT_ONCE):
            places = [generator.randrange(len(good)) for _ in range(COPIES_AT_ONCE)]
            for number, place in enumerate(places):
                flipped = bytearray(good)
                flipped[place] ^= generator.randrange(1, 256)
                (folder / f"{number}.h5").write_bytes(flipped)
            code, lines, errors = verify(program, folder, [f"{number}.h5" for number in range(COPIES_AT_ONCE)])
            if code != 1 or errors or len(lines) != COPIES_AT_ONCE:
                wrong.append(f"flips from {first} on: exit code {code}, {len(lines)} lines, {errors}")
                continue
            for number, (place, line) in enumerate(zip(places, lines)):
                found = LINE.match(line)
                if not found or int(found[1]) != number or not int(found[2]) <= place <= int(found[3]):
                    wrong.append(f"byte {place}: {line}")
        if verify(program, folder, ["good.h5"])[0] != 0:
            wrong.append("the file itself is not found good")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
