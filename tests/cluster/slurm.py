#!/usr/bin/env python3
"""A Slurm of one node, of this test alone: own network and host name, configuration, key and sockets. The scripts of
tools/cluster leave the file of one process in it, also where a job is ended too early and submitted again.

slurm.py <program> <program without MPI> <tools/cluster> <scenario> <design of a sweep>

Needs root, or a system that lets users have namespaces. Slurm ends with this test, however that ends.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from job import (ENVIRONMENT, KINDS, Sweep, adopt_orphans, attempt, check, check_clean, die_with_this_test, end_children,
                 fail, finish, made_by_one, wait_until)

NODE = "kamsim-node"
ADDRESS = "10.77.0.1"
MARK = "KAMSIM_IS_IN_NAMESPACES"

CONFIGURATION = """\
ClusterName=test
SlurmctldHost={node}({address})
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SchedulerType=sched/builtin
MpiDefault=none
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=2
MinJobAge=300
NodeName={node} NodeAddr={address} CPUs=4 RealMemory=1000
PartitionName=main Nodes={node} Default=YES State=UP OverSubscribe=NO
"""


def enter_namespaces():
    """Begins this test anew in a network and with a host name of its own."""
    if os.environ.get(MARK):
        return
    as_user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    way = ["unshare", *as_user, "--net", "--uts", "--mount"]
    probe = subprocess.run([*way, "ip", "link", "add", "cable", "type", "bridge"], capture_output=True, text=True)
    if probe.returncode != 0:
        fail(f"a Slurm of its own needs root, or a system that lets users have namespaces: {probe.stderr}")
    os.environ[MARK] = "1"
    os.execvp("unshare", [*way, sys.executable, *sys.argv])


class Slurm:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.name_the_node()
        self.environment = {**ENVIRONMENT, "SLURM_CONF": f"{folder}/slurm.conf"}
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(node=NODE, address=ADDRESS, folder=folder))
        (self.folder / "munge.key").write_bytes(os.urandom(1024))
        (self.folder / "munge.key").chmod(0o600)
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        self.folder.chmod(0o755) # munged trusts no socket in a folder that others cannot reach
        self.daemons = []
        files = [f"--{what}-file={folder}/munge.{what}" for what in ("key", "pid", "log", "seed")]
        self.start("munged", "--foreground", "--force", f"--socket={folder}/munge.socket", *files)
        wait_until(lambda: (self.folder / "munge.socket").exists(), "munged is there", 30)
        self.start("slurmctld", "-D", "-f", f"{folder}/slurm.conf")
        self.start("slurmd", "-D", "-f", f"{folder}/slurm.conf", "-N", NODE)
        wait_until(self.is_idle, "the node is there", 60, self.logs)

    def name_the_node(self):
        """Names are looked up only where there is an address beside the one of the machine itself."""
        hosts = self.folder / "hosts"
        hosts.write_text(f"127.0.0.1 localhost\n{ADDRESS} {NODE}\n")
        for words in (["hostname", NODE], ["mount", "--bind", str(hosts), "/etc/hosts"],
                      ["ip", "link", "set", "lo", "up"], ["ip", "link", "add", "cable", "type", "bridge"],
                      ["ip", "address", "add", f"{ADDRESS}/24", "dev", "cable"], ["ip", "link", "set", "cable", "up"]):
            subprocess.run(words, check=True)

    def start(self, *words):
        log = (self.folder / f"{words[0]}.out").open("w")
        self.daemons.append(subprocess.Popen(words, stdout=log, stderr=log, env=self.environment,
                                             preexec_fn=die_with_this_test))

    def is_idle(self):
        for daemon in self.daemons:
            if daemon.poll() is not None:
                fail(f"{daemon.args[0]} ended with {daemon.returncode}:\n" + self.logs())
        time.sleep(0.1)
        return "idle" in attempt(["sinfo", "--noheader", "--format=%T"], self.folder, self.environment).stdout

    def logs(self):
        return "\n".join(path.read_text(errors="replace")[-2000:]
                         for path in [*self.folder.glob("*.out"), *self.folder.glob("*.log")])

    def submit(self, folder, *words):
        """@return the number of the job"""
        return finish(["sbatch", "--parsable", *words], folder, f"sbatch {words}", self.environment).strip()

    def state(self, job):
        time.sleep(0.1)
        shown = attempt(["scontrol", "show", "job", "--oneliner", job], self.folder, self.environment).stdout
        return [word.split("=")[1] for word in shown.split() if word.startswith("JobState=")]

    def wait_for(self, job, seconds=120):
        over = {"COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL"}
        wait_until(lambda: self.state(job) and set(self.state(job)) <= over, f"job {job} is over", seconds)
        return set(self.state(job))

    def stop(self):
        attempt(["scancel", "--user", "root"], self.folder, self.environment)
        wait_until(lambda: not attempt(["squeue", "--noheader"], self.folder, self.environment).stdout.strip(),
                   "no job is left", 30)
        for daemon in reversed(self.daemons):
            daemon.terminate()
            daemon.wait()
        end_children()


def output_of(folder):
    return "\n".join(path.read_text(errors="replace") for path in sorted(Path(folder).glob("slurm-*.out")))


def complete(slurm, folder, *words):
    job = slurm.submit(folder, *words)
    state = slurm.wait_for(job)
    check(state == {"COMPLETED"}, f"{words}: {state}: {output_of(folder)}")


def forget_outputs(folder):
    for path in Path(folder).glob("slurm-*.out"):
        path.unlink()


def same_file_of_ranks(slurm, kind, program, scripts, inputs, expected):
    for launcher in ("srun --mpi=pmix", "mpirun --bind-to none"):
        with tempfile.TemporaryDirectory() as folder:
            work = kind(program, inputs, folder)
            complete(slurm, folder, "--ntasks=3", f"--export=ALL,KAMSIM={program},LAUNCHER={launcher}",
                     f"{scripts}/{kind.name}_mpi.sbatch", work.input, "work.h5", *work.options)
            check(work.file.read_bytes() == expected, f"{launcher}: another file: {output_of(folder)}")
            forget_outputs(folder)
            check_clean(folder)


def same_file_after_an_end(slurm, kind, program, scripts, inputs, expected):
    """One job is ended too early; the same submission goes on."""
    with tempfile.TemporaryDirectory() as folder:
        work = kind(program, inputs, folder)
        words = [f"--export=ALL,KAMSIM={program}", f"{scripts}/{kind.name}_mpi.sbatch", work.input, "work.h5",
                 *work.options]
        job = slurm.submit(folder, "--ntasks=2", *words)
        wait_until(lambda: work.committed() or work.is_finished(), "a job has begun")
        attempt(["scancel", "--signal=USR1", job], folder, slurm.environment) # as Slurm does before the time is over
        check(slurm.wait_for(job) == {"FAILED"}, f"a job that was asked to end: {output_of(folder)}")
        check(work.committed() and "interrupted" in output_of(folder), f"nothing was kept: {output_of(folder)}")
        complete(slurm, folder, "--ntasks=3", *words)
        check(work.file.read_bytes() == expected, f"gone on with: another file: {output_of(folder)}")
        forget_outputs(folder)
        check_clean(folder)


def same_file_of_an_array(slurm, program, scripts, inputs, expected):
    """One task of an array is killed; a job that waits for all of them does what is left."""
    with tempfile.TemporaryDirectory() as folder:
        work = Sweep(program, inputs, folder)
        words = [f"--export=ALL,KAMSIM={program}", f"{scripts}/sweep_array.sbatch", work.input, "work.h5"]
        array = slurm.submit(folder, "--array=1-8", *words)
        last = slurm.submit(folder, f"--dependency=afterany:{array}", *words)
        wait_until(lambda: work.committed() or work.is_finished(), "an array has begun")
        attempt(["scancel", "--signal=KILL", "--full", f"{array}_2"], folder, slurm.environment)
        state = slurm.wait_for(last)
        check(state == {"COMPLETED"}, f"the job after the array: {state}: {output_of(folder)}")
        check(work.file.read_bytes() == expected, f"an array: another file: {output_of(folder)}")
        forget_outputs(folder)
        check_clean(folder)


def main(program, without_mpi, scripts, *inputs):
    enter_namespaces()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        slurm = Slurm(folder)
        try:
            for kind in KINDS:
                expected = made_by_one(kind, without_mpi, inputs)[0]
                same_file_of_ranks(slurm, kind, program, scripts, inputs, expected)
                same_file_after_an_end(slurm, kind, program, scripts, inputs, expected)
                if kind is Sweep:
                    same_file_of_an_array(slurm, without_mpi, scripts, inputs, expected)
        finally:
            slurm.stop()
    print("Slurm: ranks started by srun and by mpirun, jobs that went on, an array: the same files")


main(*sys.argv[1:])
