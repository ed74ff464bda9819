"""What programs that are not ours read of a result: one function for each, all giving the same thing.

A reader takes a file and the paths of variables, and gives for each path a Variable. One that is not installed raises,
so that its test fails.
"""

import dataclasses
import pathlib
import re
import subprocess
import tempfile

import numpy


@dataclasses.dataclass
class Variable:
    dimensions: list  # names, slowest first
    units: str
    values: object  # flat: an array of float64, or a list of texts


def text_of(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def flat(values):
    """Numbers as doubles, which hold every type of the file; texts as they are."""
    array = numpy.asarray(values)
    if array.dtype.kind in "OSU":
        return [text_of(value) for value in array.ravel()]
    return array.astype(numpy.float64).ravel()


QUOTED = r'"((?:[^"\\]|\\.)*)"'


def quoted(text):
    """All texts in double quotes, in which a backslash stands before what it keeps from having a meaning."""
    return [re.sub(r"\\(.)", r"\1", part) for part in re.findall(QUOTED, text)]


def run(*words):
    done = subprocess.run([str(word) for word in words], capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{words[0]} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def short(name):
    return name.rsplit("/", 1)[-1]


def with_h5py(path, names):
    import h5py

    found = {}
    with h5py.File(path) as file:
        for name in names:
            data = file[name]
            if h5py.h5ds.is_scale(data.id):
                dimensions = [short(name)]
            else:
                dimensions = [short(axis[0].name) for axis in data.dims]
            found[name] = Variable(dimensions, text_of(data.attrs.get("units", "")), flat(data[...]))
    return found


def with_netcdf4(path, names):
    import netCDF4

    found = {}
    with netCDF4.Dataset(path) as file:
        for name in names:
            data = file[name]
            values = data[...]
            if numpy.ma.isMaskedArray(values):
                values = values.filled(numpy.nan)
            found[name] = Variable(list(data.dimensions), getattr(data, "units", ""), flat(values))
    return found


def with_xarray(engine):
    def reader(path, names):
        import xarray

        found = {}
        for group in sorted({name.rpartition("/")[0] for name in names}):
            with xarray.open_dataset(path, engine=engine, group=group or None) as data:
                for name in names:
                    if name.rpartition("/")[0] != group:
                        continue
                    variable = data[short(name)]
                    found[name] = Variable(list(variable.dims), variable.attrs.get("units", ""), flat(variable.values))
        return found

    return reader


def cdl_value(word):
    """A number as ncdump writes it; an underscore stands for the fill value, which is NaN."""
    return float("nan") if word.strip() == "_" else float(word)


def cdl_sections(text, group=""):
    """Header and data of each group, by its path. A group is indented by two blanks."""
    inner = re.compile(r"^group: (\S+) \{\n(.*?)^  \} // group \1$", re.MULTILINE | re.DOTALL)
    header, _, data = inner.sub("", text).partition("data:\n")
    sections = {group: (header, data)}
    for found in inner.finditer(text):
        sections |= cdl_sections(re.sub("^  ", "", found[2], flags=re.MULTILINE), f"{group}/{found[1]}".strip("/"))
    return sections


def with_ncdump(path, names):
    sections = cdl_sections(run("ncdump", "-p", "9,17", path).decode())
    found = {}
    for path_of_name in names:
        group, _, name = path_of_name.rpartition("/")
        header, body = sections[group]
        declared = re.search(rf"^\t\w+ {name}\(([^)]*)\) ;$", header, re.MULTILINE)
        units = re.search(rf'^\t\t{name}:units = "(.*)" ;$', header, re.MULTILINE)
        data = re.search(rf'^ {name} =((?:[^";]|{QUOTED})*);', body, re.MULTILINE)[1]
        values = quoted(data) or numpy.array([cdl_value(word) for word in data.replace("\n", " ").split(",")])
        found[path_of_name] = Variable(declared[1].split(", "), units[1] if units else "", values)
    return found


def from_octal(text):
    """h5dump 1.10 writes a byte beyond ASCII as a signed number of 32 bits, octal: the last eight bits are the byte."""
    content = re.sub(rb"\\37777777(\d{3})", lambda found: bytes([int(found[1], 8) & 0xFF]), text.encode())
    return re.sub(rb"\\(.)", rb"\1", content).decode()


def with_h5dump(path, names):
    types = {"H5T_IEEE_F64LE": "<f8", "H5T_STD_I32LE": "<i4", "H5T_STD_I8LE": "<i1"}
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            dump = pathlib.Path(folder) / "dump"
            header = run("h5dump", "-A", "-d", f"/{name}", path).decode()
            kind = re.search(r"DATATYPE +(\w+)", header).group(1)
            if kind == "H5T_STRING":
                data = run("h5dump", "-y", "-w", "1", "-d", f"/{name}", path).decode()
                data = data[data.index("DATA {") : data.index("ATTRIBUTE ")]
                # One text a line; quotes in it are not marked.
                values = [from_octal(text) for text in re.findall(r'^ *(?:\(\d+\): )?"(.*)",?$', data, re.MULTILINE)]
            else:
                run("h5dump", "-b", "FILE", "-o", dump, "-d", f"/{name}", path)
                values = numpy.fromfile(dump, dtype=types[kind]).astype(numpy.float64)
            listed = header.partition('ATTRIBUTE "DIMENSION_LIST"')[2]
            dimensions = re.findall(r'DATASET \d+ "/([^"]+)"', listed.partition('ATTRIBUTE "')[0]) or [name]
            units = re.search(r'ATTRIBUTE "units".*?\(0\): "(.*?)"', header, re.DOTALL)
            found[name] = Variable([short(name) for name in dimensions], units.group(1) if units else "", values)
    return found


def from_dumps(command, path, names, texts_of):
    """Runs a script that writes dumps, and reads them."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "list").write_text("".join(f"{name} {number}\n" for number, name in enumerate(names)))
        run(*command, path, folder / "list", folder)
        for number, name in enumerate(names):
            dimensions, units = (folder / f"{number}.txt").read_text().split("\n")[:2]
            values = texts_of(name, folder / f"{number}.bin")
            if values is None:
                values = numpy.fromfile(folder / f"{number}.bin", dtype="<f8")
            found[name] = Variable([short(word) for word in dimensions.split(" ")], units, values)
    return found


def with_r(path, names):
    import h5py

    with h5py.File(path) as file:
        texts = {name for name in names if h5py.check_string_dtype(file[name].dtype)}

    def texts_of(name, dump):
        return dump.read_text().split("\n")[:-1] if name in texts else None

    script = pathlib.Path(__file__).with_name("read_with_r.R")
    return from_dumps(["Rscript", "--vanilla", script], path, names, texts_of)


def with_octave(path, names):
    """Octave reads no texts of variable length: their characters stand for them."""
    import h5py

    asked, lengths = [], {}
    with h5py.File(path) as file:
        for name in names:
            if h5py.check_string_dtype(file[name].dtype):
                lengths[f"{name}_char"] = file[f"{name}_char"].shape[1]
            asked.append(f"{name}_char" if f"{name}_char" in lengths else name)

    def texts_of(name, dump):
        if name not in lengths:
            return None
        size, all_bytes = lengths[name], dump.read_bytes()
        return [all_bytes[k : k + size].rstrip(b"\0").decode() for k in range(0, len(all_bytes), size)]

    script = pathlib.Path(__file__).with_name("read_with_octave.m")
    found = from_dumps(["octave-cli", "--norc", "--quiet", script], path, asked, texts_of)
    for name, mirror in zip(names, asked):
        if mirror != name:
            variable = found.pop(mirror)
            found[name] = Variable(variable.dimensions[:1], variable.units, variable.values)
    return found


READERS = {
    "h5py": with_h5py,
    "netcdf4_python": with_netcdf4,
    "xarray_netcdf4": with_xarray("netcdf4"),
    "xarray_h5netcdf": with_xarray("h5netcdf"),
    "ncdump": with_ncdump,
    "h5dump": with_h5dump,
    "octave": with_octave,
    "r_ncdf4": with_r,
}
