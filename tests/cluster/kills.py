#!/usr/bin/env python3
"""Runs and sweeps of no launcher or one to four ranks that are killed at random moments, a rank, all of them or the launcher, and started again with
another number of ranks: the file in the end is that of a run that nothing happened to.

kills.py <program> <scenario> <design of a sweep> <number of kills> [<seed>]
"""

import os
import random
import signal
import sys
import tempfile
import time

from job import KINDS, check, check_clean, children, finish, is_alive, launch, made_by_one, mpirun, wait_until


def start(work, ranks):
    words = work.words(threads=random.choice([1, 2]))
    return launch(words if ranks == 0 else mpirun(ranks, words), work.folder)


def kill(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass # ended by itself meanwhile


def kill_once(work, ranks, longest):
    """Lets a job work for a while. Returns whether a kill came in time."""
    before = work.committed()
    job = start(work, ranks)
    if random.random() < 0.5:
        moment = time.monotonic() + random.uniform(0.0, longest)
        wait_until(lambda: time.monotonic() > moment or job.poll() is not None, "the moment of a kill")
    else:
        wait_until(lambda: work.committed() - before or job.poll() is not None, "something is committed")
    family = children(job.pid) if ranks > 0 else []
    came_in_time = job.poll() is None
    if came_in_time:
        if family and random.random() < 0.8:
            for victim in random.choice([[random.choice(family)], family]):
                kill(victim)
        else:
            kill(job.pid)
    complaint = job.communicate()[1]
    wait_until(lambda: not any(is_alive(process) for process in family), "all ranks are gone")
    check(job.returncode != 0 or work.is_finished(), f"a job said that it had finished: {complaint}")
    check(job.returncode in (0, -signal.SIGKILL, 128 + signal.SIGKILL), f"{job.returncode}: {complaint}")
    if work.part.exists():
        check(before <= work.committed(), "shards were lost")
    return came_in_time and job.returncode != 0


def suffer(make, expected, longest, most):
    """Starts one work again and again until it is finished. Returns how many kills it took, at most so many."""
    with tempfile.TemporaryDirectory() as folder:
        work = make(folder)
        ranks = random.randint(0, 4)
        killed = 0
        planned = min(most, random.randint(1, 4))
        while killed < planned and not work.is_finished():
            killed += kill_once(work, ranks, longest)
            ranks = random.choice([number for number in range(5) if number != ranks]) # 0: without a launcher
        if not work.is_finished():
            words = work.words(2)
            finish(words if ranks == 0 else mpirun(ranks, words), folder, f"{ranks} ranks after {killed} kills")
        check(work.file.read_bytes() == expected, f"another file after {killed} kills")
        check_clean(folder)
        return killed


def main(program, scenario, design, number, seed="1"):
    random.seed(int(seed))
    inputs = (scenario, design)
    wholes = []
    for kind in KINDS:
        begin = time.monotonic()
        expected = made_by_one(kind, program, inputs)[0]
        wholes.append((expected, time.monotonic() - begin))
    killed = 0
    completed = 0
    while killed < int(number):
        kind = completed % len(KINDS)
        killed += suffer(lambda folder: KINDS[kind](program, inputs, folder), *wholes[kind], int(number) - killed)
        completed += 1
    print(f"{killed} kills in {completed} jobs that went on under other numbers of ranks: all files as without a kill")


main(*sys.argv[1:])
