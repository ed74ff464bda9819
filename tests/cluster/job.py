"""What the tests of several ranks share: jobs, their processes, and the files that they leave."""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# As root, with more ranks than processors, and ranks that leave the processor to others while they wait for them.
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("OMPI_", "PMIX_", "SLURM_"))},
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_rmaps_base_oversubscribe": "1",
    "OMPI_MCA_mpi_yield_when_idle": "1",
    "OMPI_MCA_hwloc_base_binding_policy": "none",
}


def fail(message):
    print(f"FAILED: {message}")
    sys.exit(1)


def check(holds, message):
    if not holds:
        fail(message)


def mpirun(ranks, words):
    return ["mpirun", "-n", str(ranks), *words]


def die_with_this_test():
    """For a process that is started: nothing outlives a test, however that ends."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def adopt_orphans():
    """Processes whose parents end become children of this test, which can end them in turn."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1)


def end_children():
    """Ends what is left of this test's processes, those that it has adopted among them."""
    while True:
        for process in children(os.getpid()):
            os.kill(process, signal.SIGKILL)
        try:
            os.wait()
        except ChildProcessError:
            return


def launch(words, folder, environment=None):
    return subprocess.Popen(words, cwd=folder, env=environment or ENVIRONMENT, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, preexec_fn=die_with_this_test)


def attempt(words, folder, environment=None):
    return subprocess.run(words, cwd=folder, env=environment or ENVIRONMENT, capture_output=True, text=True,
                          preexec_fn=die_with_this_test)


def finish(words, folder, what, environment=None):
    """Runs a command that must succeed."""
    done = attempt(words, folder, environment)
    check(done.returncode == 0, f"{what} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def children(process):
    """Ids of the processes that one has started."""
    ids = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue # ended meanwhile
        if int(fields[1]) == process and fields[0] != "Z":
            ids.append(int(status.parent.name))
    return ids


def is_alive(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(holds, what, seconds=120, why=lambda: ""):
    """@param why says more where it was in vain"""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            fail(f"waited {seconds} s in vain until {what}\n{why()}")
        time.sleep(0.01)


class Work:
    """What makes one file of a folder, and can be stopped and go on."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = Path(folder)
        self.file = self.folder / "work.h5"
        self.part = self.folder / "work.h5.part"

    def is_begun(self):
        return any(self.part.glob("plan-*.h5"))

    def committed(self):
        return {path.name for path in self.part.glob(self.shards)}

    def is_finished(self):
        return self.file.exists() and not self.part.exists()


class Run(Work):
    """Many futures of a scenario."""

    shards = "leaves-*.h5"
    name = "run"

    def __init__(self, program, inputs, folder, replications=15_000):
        super().__init__(program, folder)
        self.input = inputs[0]
        # With this baseline nobody looks for the size at which a programme pays, which takes longer than the rest.
        self.options = ["--set", "baseline=matrix", "--replications", str(replications), "--commit", "0"]

    def words(self, threads=1):
        how = ["--threads", str(threads), "--quiet"]
        if self.is_begun():
            return [self.program, "run", "--resume", "work.h5", "--commit", "0", *how]
        return [self.program, "run", self.input, *self.options, "--out", "work.h5", *how]


class Sweep(Work):
    """The points of a design file."""

    shards = "units-*.h5"
    name = "sweep"

    def __init__(self, program, inputs, folder):
        super().__init__(program, folder)
        self.input = inputs[1]
        self.options = []

    def words(self, threads=1):
        return [self.program, "sweep", self.input, "--out", "work.h5", "--threads", str(threads), "--quiet"]


KINDS = (Run, Sweep)


def made_by_one(kind, program, inputs):
    """Bytes of the file and the answer of one process that nothing happens to."""
    with tempfile.TemporaryDirectory() as folder:
        work = kind(program, inputs, folder)
        answer = finish(work.words(2), folder, f"a {kind.name} of one process")
        return work.file.read_bytes(), answer


def check_clean(folder):
    """Nothing is left beside the file and its log."""
    left = {path.name for path in Path(folder).iterdir()} - {"work.h5", "work.h5.log"}
    check(not left, f"left behind: {sorted(left)}")
