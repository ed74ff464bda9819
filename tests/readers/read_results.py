#!/usr/bin/python3
"""Results that the program wrote, read by programs that are not ours: read_results.py <program> <reader>

A reader must give all variables with their dimensions, units, labels and numbers, bit for bit, and the same numbers as
`kamsim show --json`. Two are no readers: `nothing_else` looks for what a result must not hold, and `a_difference` tries the
comparison itself. Ends with 1 and a sentence for each thing that is wrong.
"""

import datetime
import getpass
import json
import math
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile

import h5py
import numpy
from readers import READERS

ACCOUNTS = """id,name,segment,status,revenue,wallet,gross_margin,relationship,contract_term,competition,key_now
A,Größe & Söhne,nørd,customer,4000,12000,0.4,0.5,1,0.6,1
B,"Birch, ""B"" 日本",nørd,customer,2500,9000,0.35,0.4,2,0.5,1
C,,south,customer,1200,6000,0.3,0.3,1,0.4,0
D,Dogwood,south,customer,600,1500,0.35,0.6,2,0.5,0
É,Elm,south,prospect,,5000,0.35,0.4,2,0.5,0
"""

SCENARIO = """title = "Five invented accounts for the tests of readers"
baseline = "none"
[simulation]
seed = 7
replications = 96
years = 2
[portfolio]
accounts = "accounts.csv"
[defaults]
key_accounts = 2
[structures.matrix]
maturity_midpoint = 1.5
[[alternatives]]
name = "none"
structure = "none"
[[alternatives]]
name = "matrix, größer"
structure = "matrix"
"""

UNCERTAIN = """[uncertainty]
worlds = 24
futures_per_world = 4
[uncertainty.inputs]
retention.leaving_base = "evidence"
discount_rate = { distribution = "uniform", low = 0.08, high = 0.12 }
"""


def write_results(program, folder):
    """A result in which nothing is uncertain and one in which something is."""
    (folder / "accounts.csv").write_text(ACCOUNTS)
    (folder / "plain.toml").write_text(SCENARIO)
    (folder / "worlds.toml").write_text(SCENARIO.replace("replications = 96\n", "") + UNCERTAIN)
    paths = []
    for name in ("plain", "worlds"):
        path = folder / f"{name}.h5"
        subprocess.run([program, "run", folder / f"{name}.toml", "--out", path, "--quiet"], check=True, stdout=subprocess.PIPE)
        paths.append(path)
    return paths


def paths_of_variables(path):
    """All but the characters of texts and dimensions that have no variable."""
    names = []

    def visit(name, thing):
        is_bare = text_attribute(thing, "NAME").startswith("This is a netCDF dimension but not a netCDF variable")
        if isinstance(thing, h5py.Dataset) and not is_bare and not name.endswith("_char"):
            names.append(name)

    with h5py.File(path) as file:
        file.visititems(visit)
    return names


def text_attribute(thing, name):
    value = thing.attrs.get(name, b"")
    return value.decode() if isinstance(value, bytes) else str(value)


def same_bits(left, right):
    """NaNs are equal to each other: which of them a reader makes of a missing value is its own affair."""
    left, right = numpy.asarray(left, dtype="<f8"), numpy.asarray(right, dtype="<f8")
    if left.shape != right.shape:
        return False
    both_missing = numpy.isnan(left) & numpy.isnan(right)
    return bool(numpy.all(both_missing | (left.view("<u8") == right.view("<u8"))))


def compare_with_file(found, expected, complain):
    for name, variable in expected.items():
        if name not in found:
            complain(f"{name} is missing")
            continue
        other = found[name]
        if other.dimensions != variable.dimensions:
            complain(f"{name} has the dimensions {other.dimensions}, not {variable.dimensions}")
        if other.units != variable.units:
            complain(f"{name} has the unit {other.units!r}, not {variable.units!r}")
        is_text = isinstance(variable.values, list)
        if is_text and list(other.values) != variable.values:
            complain(f"{name} holds other texts: {list(other.values)[:3]}, not {variable.values[:3]}")
        if not is_text and not same_bits(other.values, variable.values):
            complain(f"{name} holds other numbers")


def bits(number):
    return struct.pack("<d", number)


def compare_with_show(found, shown, complain):
    """The numbers that the program prints, and what they are called."""
    alternatives, lines, measures = (list(found[name].values) for name in ("alternative", "line", "measure"))
    if alternatives != [alternative["name"] for alternative in shown["alternatives"]]:
        complain(f"the alternatives are {alternatives}")
        return
    periods = len(found["period"].values)
    ledger = numpy.reshape(found["ledger_mean"].values, (len(alternatives), len(lines)))
    means = numpy.reshape(found["measure_mean"].values, (len(alternatives), len(measures), periods))
    values = numpy.reshape(found["value"].values, (len(alternatives), -1))
    for a, alternative in enumerate(shown["alternatives"]):
        where = f"of {alternative['name']}"
        if sorted(alternative["ledger"]) != sorted(lines) or sorted(alternative["measures"]) != sorted(measures):
            complain(f"lines or measures {where} have other names")
            continue
        for k, line in enumerate(lines):
            if bits(ledger[a, k]) != bits(float(alternative["ledger"][line])):
                complain(f"the line {line} {where} is {ledger[a, k]!r}, not {alternative['ledger'][line]!r}")
        for k, measure in enumerate(measures):
            told, read = alternative["measures"][measure], means[a, k, -1]
            if math.isnan(read) if told is None else bits(read) == bits(float(told)):
                continue
            complain(f"the measure {measure} {where} is {read!r}, not {told!r}")
        if not math.isclose(values[a].mean(), alternative["value"]["mean"], rel_tol=1e-12):
            complain(f"the mean of the values {where} is {values[a].mean()!r}")


def compare_labels(found, complain):
    expected = {"account": list("ABCDÉ"), "segment": ["nørd", "south"],
                "account_name": ["Größe & Söhne", 'Birch, "B" 日本', "C", "Dogwood", "Elm"]}
    for name, labels in expected.items():
        if list(found[name].values) != labels:
            complain(f"{name} is {list(found[name].values)}, not {labels}")
    if list(found["account_segment_index"].values) != [0, 0, 1, 1, 1]:
        complain("account_segment_index does not point at the segments")
    if not numpy.isinf(found["payback_years"].values).any():
        complain("no payback time is infinite")
    if not numpy.isnan(found["measure_mean"].values).any():
        complain("no measure is missing")


def test_reader(program, reader, folder, complain):
    for path in write_results(program, folder):
        names = paths_of_variables(path)
        found = READERS[reader](path, names)
        compare_with_file(found, READERS["h5py"](path, names), lambda text: complain(f"{path.name}: {text}"))
        shown = json.loads(subprocess.run([program, "show", path, "--json"], check=True, capture_output=True).stdout)
        compare_with_show(found, shown, lambda text: complain(f"{path.name}: {text}"))
        compare_labels(found, lambda text: complain(f"{path.name}: {text}"))


def test_difference(program, folder, complain):
    """The comparison notices what a reader could get wrong: the last bit of one number, a label, a unit, an axis."""
    path = write_results(program, folder)[0]
    names = paths_of_variables(path)
    expected = READERS["h5py"](path, names)

    def last_bit(variable):
        variable.values[7] = numpy.nextafter(variable.values[7], math.inf)

    def label(variable):
        variable.values[0] += "\0"

    def unit(variable):
        variable.units += " "

    def axis(variable):
        variable.dimensions.reverse()

    shown = json.loads(subprocess.run([program, "show", path, "--json"], check=True, capture_output=True).stdout)
    for name, change in (("ledger", last_bit), ("account", label), ("value", unit), ("value", axis), ("ledger_mean", last_bit)):
        found = READERS["h5py"](path, names)
        change(found[name])
        complaints = []
        compare_with_file(found, expected, complaints.append)
        if len(complaints) != 1 or not complaints[0].startswith(f"{name} "):
            complain(f"a difference of {name} was taken for {complaints}")
        complaints.clear()
        compare_with_show(found, shown, complaints.append)
        if (name == "ledger_mean") != bool(complaints):
            complain(f"against kamsim show, a difference of {name} was taken for {complaints}")


def test_nothing_else(program, folder, complain):
    """Where, when, by whom and with how many threads a run was made stays out of its file."""
    work = folder / "a_folder_that_nobody_else_has"
    work.mkdir()
    before = datetime.datetime.now()
    for path in write_results(program, work):
        content = path.read_bytes()
        days = {moment.strftime(form) for moment in (before, datetime.datetime.now()) for form in
                ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y", "%b %d", "%d %b", "%m/%d/%Y")}
        words = days | {work.name, str(folder), str(pathlib.Path.cwd()), str(pathlib.Path(program).parent)}
        words |= {socket.gethostname(), f"{getpass.getuser()}@", "/home/", "/tmp/", "thread"}
        if b"accounts.csv" not in content:
            complain(f"{path.name} cannot be searched for words")
        for word in sorted(words):
            if len(word) > 3 and word.encode() in content:
                complain(f"{path.name} holds {word!r}")


def main(program, reader):
    complaints = []
    with tempfile.TemporaryDirectory() as folder:
        if reader == "nothing_else":
            test_nothing_else(program, pathlib.Path(folder), complaints.append)
        elif reader == "a_difference":
            test_difference(program, pathlib.Path(folder), complaints.append)
        else:
            test_reader(program, reader, pathlib.Path(folder), complaints.append)
    for complaint in complaints:
        print(f"{reader}: {complaint}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
