#!/usr/bin/env python3
"""However a run or a sweep is cut over ranks, threads and separate processes, its file is the same, byte for byte; what
ranks cannot do together is refused; asked to stop, they do so in order.

ranks.py <program> <program without MPI> <scenario> <design of a sweep>
"""

import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from job import (KINDS, Run, Sweep, attempt, check, check_clean, children, finish, launch, made_by_one, mpirun,
                 wait_until)

PRECISION = ["--set", "baseline=matrix", "--set", "precision.difference=8", "--set", "simulation.replications=600"]


def same_file_for_any_ranks(kind, program, inputs, expected):
    for ranks, threads in [(1, 2), (2, 1), (2, 4), (3, 1), (4, 1)]:
        with tempfile.TemporaryDirectory() as folder:
            work = kind(program, inputs, folder)
            answer = finish(mpirun(ranks, work.words(threads)), folder, f"{ranks} ranks of {threads} threads")
            check(answer == expected[1], f"{ranks} ranks of {threads} threads: another answer: {answer}")
            check(work.file.read_bytes() == expected[0], f"{ranks} ranks of {threads} threads: another file")
            check_clean(folder)


def same_file_for_any_threads(kind, program, inputs, expected):
    for threads in (1, 2, 4):
        with tempfile.TemporaryDirectory() as folder:
            work = kind(program, inputs, folder)
            finish(work.words(threads), folder, f"{threads} threads")
            check(work.file.read_bytes() == expected[0], f"{threads} threads: another file")


def same_file_for_parts_of_a_run(program, inputs, expected):
    with tempfile.TemporaryDirectory() as folder:
        work = Run(program, inputs, folder)
        parts = [f"part{number}.h5" for number in (1, 2, 3)]
        for number, part in enumerate(parts, 1):
            words = [part if word == "work.h5" else word for word in work.words()]
            finish([*words, "--part", f"{number}/3"], folder, f"part {number}")
        finish([program, "merge", *reversed(parts), "--out", "work.h5", "--quiet"], folder, "merging")
        check(work.file.read_bytes() == expected[0], "parts of a run: another file")


def same_file_for_parts_of_a_sweep(program, inputs, expected):
    """Processes at once, one of them twice; who comes last writes the file."""
    with tempfile.TemporaryDirectory() as folder:
        work = Sweep(program, inputs, folder)
        parts = [launch([*work.words(), "--part", f"{number}/3"], folder) for number in (1, 2, 2, 3)]
        for part in parts:
            complaint = part.communicate()[1]
            check(part.returncode == 0, f"a part of a sweep failed: {complaint}")
        check(work.file.read_bytes() == expected[0], "parts of a sweep: another file")
        check_clean(folder)


def same_file_with_looks(program, inputs):
    """Ranks that look at the precision stop where one process does."""
    files = []
    for ranks in (None, 3):
        with tempfile.TemporaryDirectory() as folder:
            words = [program, "run", inputs[0], *PRECISION, "--out", "work.h5", "--quiet"]
            finish(words if ranks is None else mpirun(ranks, words), folder, f"looks with {ranks} ranks")
            files.append((Path(folder) / "work.h5").read_bytes())
    check(files[0] == files[1], "with looks: another file")


def same_file_when_extended(program, inputs):
    files = []
    for ranks in (None, 2):
        with tempfile.TemporaryDirectory() as folder:
            work = Run(program, inputs, folder, 3000)
            finish(work.words(), folder, "the run that is extended")
            words = [program, "run", "--resume", "work.h5", "--extend", "5000", "--quiet"]
            finish(words if ranks is None else mpirun(ranks, words), folder, f"extending with {ranks} ranks")
            files.append(work.file.read_bytes())
            check_clean(folder)
    check(files[0] == files[1], "extended: another file")


def finished_already(program, inputs):
    """Ranks that find their sweep finished say so and end."""
    with tempfile.TemporaryDirectory() as folder:
        work = Sweep(program, inputs, folder)
        finish(work.words(), folder, "a sweep")
        words = [word for word in work.words() if word != "--quiet"]
        said = finish(mpirun(2, words), folder, "a sweep that is finished")
        check(said.count("work.h5 is finished") == 1, f"of a sweep that is finished: {said}")


def refusals(program, without_mpi, inputs):
    scenario, design = inputs
    with tempfile.TemporaryDirectory() as folder:
        cases = [
            (mpirun(2, [program, "run", scenario]), "add --out"),
            (mpirun(2, [program, "run", scenario, "--out", "work.h5", "--part", "1/2"]), "--part is for"),
            (mpirun(2, [program, "sweep", design, "--out", "work.h5", "--part", "1/2"]), "--part is for"),
            (mpirun(2, [without_mpi, "run", scenario, "--out", "work.h5"]), "KAMSIM_MPI=ON"),
            (mpirun(2, [without_mpi, "sweep", design, "--out", "work.h5"]), "KAMSIM_MPI=ON"),
            (mpirun(2, [program, "run", "none.toml", "--out", "work.h5"]), "there is no such file"),
        ]
        for words, reason in cases:
            done = attempt(words, folder)
            check(done.returncode == 2, f"{words}: exit code {done.returncode}: {done.stderr}")
            check(reason in done.stderr, f"{words}: {done.stderr}")
            check(not list(Path(folder).iterdir()), f"{words}: something was written")
        done = attempt(mpirun(1, [without_mpi, "run", scenario, "--quiet"]), folder)
        check(done.returncode == 0, f"one process without MPI: {done.stderr}")


def two_jobs(program, inputs, expected):
    """A second job for the same file is refused, and the first one goes on."""
    with tempfile.TemporaryDirectory() as folder:
        work = Run(program, inputs, folder)
        first = launch(mpirun(2, work.words()), folder)
        wait_until(lambda: work.committed() or first.poll() is not None, "a job has begun")
        ranks = children(first.pid)
        for rank in ranks:
            os.kill(rank, signal.SIGSTOP)
        status = json.loads(finish([program, "status", "work.h5", "--format", "json"], folder, "status"))
        check(status["workers"] == "sharing" and not status["finished"], f"status of a job that works: {status}")
        for words in (work.words(), mpirun(2, work.words())):
            done = attempt(words, folder)
            check(done.returncode == 1 and "another run is writing" in done.stderr, f"a second job: {done.stderr}")
        for rank in ranks:
            os.kill(rank, signal.SIGCONT)
        complaint = first.communicate()[1]
        check(first.returncode == 0, f"the first job of two failed: {complaint}")
        check(work.file.read_bytes() == expected[0], "two jobs: another file")


def orderly_end(kind, program, inputs, expected):
    """SIGUSR1 to mpirun ends all ranks, which keep what they have."""
    with tempfile.TemporaryDirectory() as folder:
        work = kind(program, inputs, folder)
        job = launch(mpirun(3, work.words()), folder)
        wait_until(lambda: work.committed() or job.poll() is not None, "a job has begun")
        job.send_signal(signal.SIGUSR1)
        complaint = job.communicate()[1]
        check(job.returncode == 128 + signal.SIGUSR1, f"interrupted ranks ended with {job.returncode}: {complaint}")
        check("interrupted" in complaint and work.committed(), f"interrupted ranks: {complaint}")
        status = json.loads(finish([program, "status", "work.h5", "--format", "json"], folder, "status"))
        check(status["kind"] == kind.name and status["workers"] == "none" and 0 < status["done"] < status["all"],
              f"status of interrupted ranks: {status}")
        finish(mpirun(2, work.words()), folder, "going on with two ranks")
        check(work.file.read_bytes() == expected[0], "interrupted: another file")
        check_clean(folder)


def main(program, without_mpi, *inputs):
    for kind in KINDS:
        expected = made_by_one(kind, without_mpi, inputs)
        same_file_for_any_ranks(kind, program, inputs, expected)
        same_file_for_any_threads(kind, program, inputs, expected)
        orderly_end(kind, program, inputs, expected)
        if kind is Run:
            same_file_for_parts_of_a_run(program, inputs, expected)
            two_jobs(program, inputs, expected)
        else:
            same_file_for_parts_of_a_sweep(program, inputs, expected)
    same_file_with_looks(program, inputs)
    same_file_when_extended(program, inputs)
    finished_already(program, inputs)
    refusals(program, without_mpi, inputs)
    print("1 to 4 ranks, 1 to 4 threads, parts, looks, an extension, an orderly end: the same files")


main(*sys.argv[1:])
