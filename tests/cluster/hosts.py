#!/usr/bin/env python3
"""Three pretend hosts on one machine, which share its file system and nothing else: each has a network and a name of its
own, and they see each other over a cable. A run or a sweep over them leaves the file of one process; after one of them has
lost its power, the others go on.

hosts.py <program> <program without MPI> <scenario> <design of a sweep>

Needs root, or a system that lets users have namespaces. The namespaces end with the processes that hold them, and those
end with this one, however it ends.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from job import (KINDS, Sweep, adopt_orphans, check, check_clean, die_with_this_test, end_children, fail, finish, launch,
                 made_by_one, wait_until)

HOSTS = ["first", "second", "third"]


def become_able_to_make_namespaces():
    if os.geteuid() == 0:
        return
    probe = subprocess.run(["unshare", "--user", "--map-root-user", "--net", "true"], capture_output=True, text=True)
    if probe.returncode != 0:
        fail(f"namespaces need root, or a system that lets users have them: {probe.stderr}")
    os.execvp("unshare", ["unshare", "--user", "--map-root-user", sys.executable, *sys.argv])


def system(*words):
    done = subprocess.run(words, capture_output=True, text=True)
    check(done.returncode == 0, f"{' '.join(words)}: {done.stderr} (hosts on one machine need network namespaces, with "
          "bridges and virtual cables)")
    return done.stdout


class Network:
    """Hosts that are processes in namespaces, at a switch that is in another one."""

    def __init__(self, names):
        self.switch = self.hold("--net")
        self.in_switch("ip", "link", "add", "switch", "type", "bridge")
        self.in_switch("ip", "link", "set", "switch", "up")
        self.hosts = {}
        for number, name in enumerate(names, 1):
            host = self.hold("--net", "--uts", "--mount")
            self.hosts[name] = host
            cable = f"to-{name}"
            self.in_switch("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", str(host.pid))
            self.in_switch("ip", "link", "set", cable, "master", "switch")
            self.in_switch("ip", "link", "set", cable, "up")
            self.on(name, "hostname", name)
            self.on(name, "ip", "address", "add", f"10.77.0.{number}/24", "dev", "eth0")
            self.on(name, "ip", "link", "set", "eth0", "up")
            self.on(name, "ip", "link", "set", "lo", "up")
            self.on(name, "mount", "-t", "tmpfs", "tmpfs", "/dev/shm") # hosts share no memory

    @staticmethod
    def hold(*kinds):
        holder = subprocess.Popen(["unshare", *kinds, "sh", "-c", "echo there; exec sleep infinity"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                  preexec_fn=die_with_this_test)
        check(holder.stdout.readline() == "there\n", f"a namespace could not be made: {holder.poll()}")
        return holder

    def in_switch(self, *words):
        return system("nsenter", "--target", str(self.switch.pid), "--net", *words)

    def entrance(self, name):
        # Its root, too: this may be running in a changed root.
        return ["nsenter", "--target", str(self.hosts[name].pid), "--net", "--uts", "--mount", "--root"]

    def on(self, name, *words):
        return system(*self.entrance(name), *words)

    def processes_on(self, name):
        """Ids of all processes of a host but the one that holds it."""
        place = os.readlink(f"/proc/{self.hosts[name].pid}/ns/net")
        ids = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(process / "ns/net") == place and int(process.name) != self.hosts[name].pid:
                    ids.append(int(process.name))
            except OSError:
                continue # ended meanwhile
        return ids

    def power_off(self, name):
        for process in self.processes_on(name):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass


class Cluster:
    """What mpirun needs to start processes on the hosts."""

    def __init__(self, network, folder):
        self.network = network
        self.agent = Path(folder) / "agent" # in place of ssh: agent HOST COMMAND...
        lines = [f"{name}) shift; exec {' '.join(network.entrance(name))} sh -c \"$*\" ;;" for name in network.hosts]
        self.agent.write_text("#!/bin/sh\ncase $1 in\n" + "\n".join(lines) + "\nesac\nexit 1\n")
        self.agent.chmod(0o755)
        self.folder = Path(folder)

    def mpirun(self, slots, words):
        """From the first of these hosts; slots say how many ranks each takes."""
        hosts = self.folder / "hosts"
        hosts.write_text("".join(f"{name} slots={count}\n" for name, count in slots.items()))
        return [*self.network.entrance(next(iter(slots))), "mpirun", "--hostfile", str(hosts), "-n",
                str(sum(slots.values())), "--mca", "plm_rsh_agent", str(self.agent), "--wdir", os.getcwd(), *words]


def are_three(network):
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        names = finish(Cluster(network, folder).mpirun({name: 1 for name in HOSTS}, ["hostname"]), folder, "hosts")
        check(sorted(names.split()) == sorted(HOSTS), f"these are not three hosts: {names}")


def same_file_over_hosts(network, kind, program, inputs, expected):
    for slots in ({"first": 1, "second": 1, "third": 1}, {"second": 2, "third": 1}):
        with tempfile.TemporaryDirectory() as tools, tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            work = kind(program, inputs, folder)
            finish(Cluster(network, tools).mpirun(slots, work.words()), folder, f"a {kind.name} over {slots}")
            check(work.file.read_bytes() == expected, f"a {kind.name} over {slots}: another file")
            check_clean(folder)


def same_file_of_parts(network, program, inputs, expected):
    """One process a host, started one by one."""
    with tempfile.TemporaryDirectory() as folder:
        work = Sweep(program, inputs, folder)
        parts = [launch([*network.entrance(name), "env", f"--chdir={folder}", *work.words(), "--part", f"{number}/3"],
                        folder)
                 for number, name in enumerate(HOSTS, 1)]
        for part in parts:
            complaint = part.communicate()[1]
            check(part.returncode == 0, f"a part on a host: {complaint}")
        check(work.file.read_bytes() == expected, "parts on three hosts: another file")
        check_clean(folder)


def same_file_after_a_loss(network, kind, program, inputs, expected):
    with tempfile.TemporaryDirectory() as tools, tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        cluster = Cluster(network, tools)
        work = kind(program, inputs, folder)
        job = launch(cluster.mpirun({name: 1 for name in HOSTS}, work.words()), folder)
        wait_until(lambda: len(work.committed()) >= 2 or job.poll() is not None, "shards are there")
        network.power_off("third")
        complaint = job.communicate()[1]
        check(job.returncode != 0, "the loss of a host went unnoticed")
        wait_until(lambda: not any(network.processes_on(name) for name in HOSTS), "the job is gone from all hosts")
        check(work.committed(), f"nothing was kept: {complaint}")
        finish(cluster.mpirun({"first": 1, "second": 1}, work.words()), folder, "the hosts that are left")
        check(work.file.read_bytes() == expected, f"a {kind.name} after the loss of a host: another file")
        check_clean(folder)


def main(program, without_mpi, *inputs):
    become_able_to_make_namespaces()
    adopt_orphans()
    network = Network(HOSTS)
    are_three(network)
    for kind in KINDS:
        expected = made_by_one(kind, without_mpi, inputs)[0]
        same_file_over_hosts(network, kind, program, inputs, expected)
        same_file_after_a_loss(network, kind, program, inputs, expected)
        if kind is Sweep:
            same_file_of_parts(network, program, inputs, expected)
    os.chdir("/")
    end_children()
    print("three hosts, two of them, one that lost its power: the same files")


main(*sys.argv[1:])
