#!/usr/bin/env python3
"""What ranks cost and bring: two ranks against one on two processors, a program with MPI against one without, memory per
rank, and what goes over the wire and to disk. Prints the table of docs/developer/scaling.md.

benchmarks/ranks.py [repetitions]        build/release with -D KAMSIM_MPI=ON; five repetitions unless told

Jobs that are compared take turns, and the best time of each counts: machines are shared and noisy. Beside it stands the
processor time, which other work on the machine disturbs less.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = str(ROOT / "build/release/bin/kamsim")
WITHOUT_MPI = str(ROOT / "build/release/bin/kamsim_without_mpi")
SCENARIO = str(ROOT / "scenarios/three_structures.toml")
ENVIRONMENT = {
    **os.environ,
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
}
# Sixteen shards.
SPEED_DESIGN = f"""
scenario = "{SCENARIO}"
futures = 64
points_per_shard = 4
method = "sobol"
points = 64
[[factor]]
path = "retention.save"
"""
MEMORY_DESIGN = """
scenario = "{small}"
futures = 64
method = "sobol"
points = 10000
[[factor]]
path = "retention.save"
[[factor]]
path = "retention.leaving_base"
"""


def used(words, folder):
    """@return seconds on the clock, seconds of processors"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} failed: {done.stderr}")
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best_of(repetitions, ways):
    """Times of some ways to do the same, in turns. @return for each the best on the clock and of processors"""
    best = [(float("inf"), float("inf"))] * len(ways)
    for _ in range(repetitions):
        for k, words in enumerate(ways):
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / "design.toml").write_text(SPEED_DESIGN)
                best[k] = tuple(map(min, best[k], used(words, folder)))
    return best


def mpirun(ranks, words):
    return ["mpirun", "-n", str(ranks), *words]


def speeds(repetitions):
    common = ["--threads", "1", "--quiet", "--out", "out.h5"]
    for what, words in (("run", ["run", SCENARIO, "--replications", "4096", *common]),
                        ("sweep", ["sweep", "design.toml", *common])):
        names = ["without MPI", "with MPI, no launcher", "1 rank", "2 ranks"]
        ways = [[WITHOUT_MPI, *words], [PROGRAM, *words], mpirun(1, [PROGRAM, *words]), mpirun(2, [PROGRAM, *words])]
        best = best_of(repetitions, ways)
        for name, (clock, processors) in zip(names, best):
            print(f"{what}, {name}: {clock:.2f} s, {processors:.2f} s of processors")
        print(f"{what}: 2 ranks are {best[2][0] / best[3][0]:.2f} times as fast as 1 rank "
              f"(by processor time {2 * best[2][1] / best[3][1]:.2f})")
        print(f"{what}: with MPI takes {100 * (best[1][0] / best[0][0] - 1):+.1f} % of the time without "
              f"(by processor time {100 * (best[1][1] / best[0][1] - 1):+.1f} %)")


def memory():
    small = ROOT / "tests/cli/scenarios/small.toml"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "design.toml").write_text(MEMORY_DESIGN.format(small=small))
        # Each rank writes down what it took at most.
        keeper = ("import os, resource, subprocess, sys\n"
                  "code = subprocess.run(sys.argv[1:]).returncode\n"
                  "most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
                  "open('memory.' + os.environ['OMPI_COMM_WORLD_RANK'], 'w').write(str(most))\n"
                  "sys.exit(code)\n")
        words = [sys.executable, "-c", keeper, PROGRAM, "sweep", "design.toml", "--threads", "1", "--quiet", "--out",
                 "out.h5"]
        seconds, _ = used(mpirun(2, words), folder)
        for rank in (0, 1):
            kib = int((Path(folder) / f"memory.{rank}").read_text())
            print(f"sweep of 10,000 points, rank {rank}: {kib / 1024:.0f} MiB")
        print(f"sweep of 10,000 points: {seconds:.1f} s, file of {(Path(folder) / 'out.h5').stat().st_size} bytes")


def wire():
    """Messages of the program itself, as Open MPI counts them."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "design.toml").write_text(SPEED_DESIGN)
        for what, words in (("run", ["run", SCENARIO, "--replications", "1024"]), ("sweep", ["sweep", "design.toml"])):
            monitored = ["mpirun", "-n", "4", "--mca", "pml_monitoring_enable", "1", "--mca",
                         "pml_monitoring_enable_output", "3", "--mca", "pml_monitoring_filename", f"{folder}/{what}"]
            used([*monitored, PROGRAM, *words, "--threads", "1", "--quiet", "--out", f"{what}.h5"], folder)
            sent = [tuple(map(int, fields)) for path in Path(folder).glob(f"{what}.*.prof")
                    for fields in re.findall(r"^[EIC]\t\d+\t\d+\t(\d+) bytes\t(\d+) msgs sent", path.read_text(), re.M)]
            print(f"{what}, 4 ranks: {sum(messages for _, messages in sent)} messages, "
                  f"{sum(size for size, _ in sent)} bytes")


def shards():
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "design.toml").write_text(SPEED_DESIGN)
        used([PROGRAM, "sweep", "design.toml", "--quiet", "--out", "sweep.h5", "--part", "1/2"], folder)
        used([PROGRAM, "run", SCENARIO, "--replications", "512", "--quiet", "--out", "part.h5", "--part", "1/2"], folder)
        sizes = [path.stat().st_size for path in (Path(folder) / "sweep.h5.part").glob("units-*.h5")]
        plan = [path.stat().st_size for path in (Path(folder) / "sweep.h5.part").glob("plan-*.h5")]
        print(f"sweep: shards of {min(sizes)} to {max(sizes)} bytes, a plan of {plan[0]} bytes")
        print(f"run: a part of 256 futures of {(Path(folder) / 'part.h5').stat().st_size} bytes")


def main(repetitions="5"):
    shards()
    wire()
    memory()
    speeds(int(repetitions))


main(*sys.argv[1:])
