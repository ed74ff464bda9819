#!/usr/bin/env python3
"""Kills, full disks, read-only mounts and vanished folders under the program itself: nothing committed is lost, and the
file that a run ends with is, byte for byte, the one of a run that nothing happened to.

durability.py <program> <scenario> kills <number> [<seed>]
durability.py <program> <scenario> full_disk | read_only | vanished_folder
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPLICATIONS = 40_000


def fail(message):
    print(f"FAILED: {message}")
    sys.exit(1)


def check(holds, message):
    if not holds:
        fail(message)


class Run:
    """One result file and what happens to it."""

    def __init__(self, program, scenario, folder):
        self.program = program
        self.scenario = scenario
        self.file = Path(folder) / "result.h5"
        self.part = Path(folder) / "result.h5.part"
        self.more = [] # arguments

    def arguments(self, threads=2):
        how = ["--threads", str(threads), "--commit", "0", "--quiet", *self.more]
        if any(self.part.glob("plan-*.h5")) if self.part.is_dir() else False:
            return [self.program, "run", "--resume", str(self.file), *how]
        return [self.program, "run", self.scenario, "--replications", str(REPLICATIONS), "--out", str(self.file), *how]

    def start(self, threads=2):
        return subprocess.Popen(self.arguments(threads), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def to_its_end(self, threads=2):
        process = self.start(threads)
        complaint = process.communicate()[1]
        return process.returncode, complaint

    def shards(self):
        if not self.part.is_dir():
            return set()
        return {path.name for path in self.part.glob("leaves-*.h5")}


def kill_once(run, moment):
    """Starts or resumes, kills after a while. Returns whether the kill came in time."""
    process = run.start(threads=random.choice([1, 2, 3]))
    try:
        process.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    if process.returncode not in (0, -signal.SIGKILL):
        fail(f"a run ended by itself with {process.returncode}")
    return process.returncode != 0


def check_shards(run, before):
    """Every committed shard is there and whole, and no file has the final name before its time."""
    now = run.shards()
    if now or not run.file.exists():
        check(before <= now, f"lost shards: {sorted(before - now)}")
    if now:
        good = subprocess.run([run.program, "verify-file", "--quiet", *(str(run.part / name) for name in now)],
                              capture_output=True, text=True)
        check(good.returncode == 0, f"unreadable shards: {good.stdout}{good.stderr}")
    return now


def kills(program, scenario, number):
    """So many runs that are killed one to three times at random moments and then completed."""
    came_in_time = 0
    completed = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Run(program, scenario, folder)
        times = []
        for _ in range(3): # the quickest one: a machine that was busy for a moment would let most kills come too late
            start = time.monotonic()
            check(whole.to_its_end()[0] == 0, "the run that is left alone fails")
            times.append(time.monotonic() - start)
        longest = min(times)
        expected = whole.file.read_bytes()
        while completed < number:
            with tempfile.TemporaryDirectory() as own:
                run = Run(program, scenario, own)
                held = set()
                before = came_in_time
                for _ in range(random.choice([1, 1, 1, 2, 3])):
                    came_in_time += kill_once(run, random.uniform(0.0, longest))
                    held = check_shards(run, held)
                    if run.file.exists() and not run.part.is_dir():
                        break
                if run.part.is_dir() or not run.file.exists():
                    code, complaint = run.to_its_end()
                    check(code == 0, f"after {came_in_time} kills: a run could not be completed: {complaint}")
                check(run.file.read_bytes() == expected, f"after {came_in_time} kills: another file than without a kill")
                left = sorted(path.name for path in Path(own).iterdir())
                check(set(left) - {"result.h5.log"} == {"result.h5"}, f"after {came_in_time} kills: left behind: {left}")
                completed += came_in_time > before
    print(f"{came_in_time} kills in {completed} runs: nothing unreadable, nothing lost, all files as without a "
          "kill")


class Mount:
    """A small file system of its own in memory."""

    def __init__(self, folder, size):
        self.folder = folder
        self.do("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)

    @staticmethod
    def do(*command):
        subprocess.run(command, check=True)

    def remount(self, options):
        self.do("mount", "-o", f"remount,{options}", self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.do("umount", self.folder)


def in_own_mounts(arguments):
    """Runs this program again where it may mount, if there is a way; else says so by returning None."""
    if os.environ.get("KAMSIM_MAY_MOUNT"):
        return True
    environment = {**os.environ, "KAMSIM_MAY_MOUNT": "1"}
    ways = [["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]]
    for way in ways:
        probe = subprocess.run([*way, "sh", "-c", "mount -t tmpfs -o size=1M tmpfs /mnt && umount /mnt"],
                               capture_output=True)
        if probe.returncode == 0:
            sys.exit(subprocess.run([*way, sys.executable, *arguments], env=environment).returncode)
    return None


def reference(program, scenario):
    with tempfile.TemporaryDirectory() as folder:
        run = Run(program, scenario, folder)
        check(run.to_its_end()[0] == 0, "the run that is left alone fails")
        return run.file.read_bytes()


def complete(run, held, expected):
    """After the cause is mended, what was committed is there and the run goes on to its end."""
    check(held <= check_shards(run, held), "committed shards were lost")
    code, complaint = run.to_its_end()
    check(code == 0, f"the run could not be completed: {complaint}")
    check(run.file.read_bytes() == expected, "another file than of a run that nothing happened to")


def full_disk(program, scenario):
    expected = reference(program, scenario)
    with tempfile.TemporaryDirectory() as folder:
        if in_own_mounts(sys.argv):
            # Room for the first shards; for all shards but not for the result; for the plan not even.
            for size in ("2M", "4M", "6M"):
                with Mount(folder, size) as mount:
                    run = Run(program, scenario, folder)
                    code, complaint = run.to_its_end()
                    check(code == 1, f"exit code {code} on a full disk of {size}")
                    check("No space left on device" in complaint, f"no clear error on a full disk: {complaint}")
                    held = check_shards(run, set())
                    check(len(held) > 0 and f"--resume {run.file}" in complaint, f"no way on: {complaint}")
                    mount.remount("size=64M")
                    complete(run, held, expected)
            with Mount(folder, "16k"):
                run = Run(program, scenario, folder)
                code, complaint = run.to_its_end()
                check(code == 1 and "No space left on device" in complaint, f"{code}: {complaint}")
                check(not run.part.exists(), "something is left of a run that could not begin")
        else:
            # Nothing can be mounted here: a limit of the size of a file is the nearest thing to a full disk.
            run = Run(program, scenario, folder)
            command = " ".join(f"'{word}'" for word in run.arguments())
            limited = subprocess.run(["bash", "-c", f"trap '' XFSZ; ulimit -f 600; exec {command}"],
                                     capture_output=True, text=True)
            check(limited.returncode == 1 and "File too large" in limited.stderr, limited.stderr)
            complete(run, check_shards(run, set()), expected)
    print("a full disk: clear errors, shards kept, the same file in the end")


def read_only(program, scenario):
    expected = reference(program, scenario)
    # A file that is open for writing keeps a mount from becoming read-only: the log and the lock are elsewhere.
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as elsewhere:
        run = Run(program, scenario, folder)
        run.more = ["--log", f"{elsewhere}/log"]
        if in_own_mounts(sys.argv):
            with Mount(folder, "64M") as mount:
                run.part.mkdir()
                (run.part / "lock").symlink_to(Path(elsewhere) / "lock")
                process = run.start()
                while len(run.shards()) < 2 and process.poll() is None:
                    time.sleep(0.005)
                while process.poll() is None:
                    if subprocess.run(["mount", "-o", "remount,ro", folder], capture_output=True).returncode == 0:
                        break
                complaint = process.communicate()[1]
                check(process.returncode == 1, f"exit code {process.returncode} on a read-only mount")
                check("Read-only file system" in complaint, f"no clear error: {complaint}")
                held = run.shards()
                check(len(held) >= 2, "shards were lost")
                code, complaint = run.to_its_end()
                check(code == 1 and "Read-only file system" in complaint, f"resumed on it: {code}, {complaint}")
                mount.remount("rw")
                complete(run, held, expected)
        else:
            run.part.parent.chmod(0o500)
            code, complaint = run.to_its_end()
            run.part.parent.chmod(0o700)
            check(os.geteuid() == 0 or (code == 1 and "Permission denied" in complaint), f"{code}: {complaint}")
    print("a read-only mount: clear errors, shards kept, the same file in the end")


def vanished_folder(program, scenario):
    with tempfile.TemporaryDirectory() as folder:
        run = Run(program, scenario, folder)
        process = run.start()
        while not run.shards() and process.poll() is None:
            time.sleep(0.002)
        shutil.rmtree(run.part, ignore_errors=True)
        complaint = process.communicate()[1]
        check(process.returncode == 1, f"exit code {process.returncode} after the folder vanished")
        check("No such file or directory" in complaint or "does not exist" in complaint, f"no clear error: {complaint}")
        check(not run.file.exists(), "a file without all its replications has the final name")
        shutil.rmtree(run.part, ignore_errors=True)
        check(run.to_its_end()[0] == 0, "a new run in the same place fails")
    print("a vanished folder: a clear error")


def main():
    program, scenario, case, *rest = sys.argv[1:]
    if case == "kills":
        random.seed(int(rest[1]) if len(rest) > 1 else 1)
        kills(program, scenario, int(rest[0]))
    else:
        {"full_disk": full_disk, "read_only": read_only, "vanished_folder": vanished_folder}[case](program, scenario)


if __name__ == "__main__":
    main()
