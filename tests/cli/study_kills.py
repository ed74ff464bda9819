#!/usr/bin/env python3
"""A Sobol study that is killed while it works, each time after more has come to disk, and goes on to its end: what it
prints and the file that it leaves are, byte for byte, those of a study that nothing happened to.

study_kills.py <program> <scenario>
"""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

KILLS = 3


def check(holds, message):
    if not holds:
        print(f"FAILED: {message}")
        sys.exit(1)


def command(program, scenario, folder, resume, threads):
    uncertain = ["retention.leaving_base", "structures.matrix.setup", "expansion.opportunity_rate"]
    changes = [*(f"uncertainty.inputs.{path}=evidence" for path in uncertain), "simulation.replications=304"]
    sets = [word for change in changes for word in ("--set", change)]
    return [program, "sensitivity", scenario, *sets, "--method", "sobol", "--points", "1024", "--futures", "32",
            "--out", str(Path(folder) / "study.h5"), "--commit", "0", "--quiet", "--threads", str(threads),
            *(["--resume"] if resume else [])]


def shards(folder):
    return {path.name for path in (Path(folder) / "study.h5.part").glob("points-*.h5")}


def begun(folder):
    return any((Path(folder) / "study.h5.part").glob("plan-*.h5"))


def kill_after_a_shard(words, folder):
    """Returns whether the kill came in time."""
    before = shards(folder)
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        if len(shards(folder) - before) >= 2:
            process.send_signal(signal.SIGKILL)
            break
    process.wait()
    check(process.returncode in (0, -signal.SIGKILL), f"a study ended by itself with {process.returncode}")
    check(before <= shards(folder) or process.returncode == 0, "shards were lost")
    return process.returncode != 0


def main(program, scenario):
    with tempfile.TemporaryDirectory() as whole, tempfile.TemporaryDirectory() as killed:
        expected = subprocess.run(command(program, scenario, whole, False, 2), capture_output=True)
        check(expected.returncode == 0, expected.stderr.decode())
        kills = 0
        for number in range(KILLS):
            kills += kill_after_a_shard(command(program, scenario, killed, begun(killed), 1 + number % 2), killed)
        check(kills > 0, "no kill came in time")
        held = len(shards(killed))
        check(held > 0, "nothing was kept")
        last = subprocess.run(command(program, scenario, killed, True, 2), capture_output=True)
        check(last.returncode == 0, last.stderr.decode())
        check(last.stdout == expected.stdout, "another answer than without kills")
        files = [(Path(folder) / "study.h5").read_bytes() for folder in (whole, killed)]
        check(files[0] == files[1], "another file than without kills")
        check([path.name for path in Path(killed).iterdir()] == ["study.h5"], "something was left behind")
    print(f"{kills} kills, {held} shards kept before the last start: the same answer and the same file")


main(*sys.argv[1:])
