#!/usr/bin/python3
"""Exports of the program, read back by readers that are not ours: Python's csv and json, openpyxl, and ssconvert, which
calculates every formula again.

export.py <program> <folder of scenarios>

The interpreter is Debian's, which has openpyxl.
"""

import csv
import io
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl
from openpyxl.utils.escape import unescape

PROGRAM = sys.argv[1]
SCENARIOS = pathlib.Path(sys.argv[2])
SHEETS = ["Answer", "Charts", "Scoring", "ABC tiers", "Notes"]
LONG_NAME = "x" * 200
NAMES = [
    "=cmd()", "+1", "-x", "@x", 'said "so", twice', "two\nlines", LONG_NAME, "rocket 🚀", "שלום עולם",
    "</script><b>&amp;", "_x0041_ _x00e4_", "\tindented", "bell\x07",
]


def check(holds, message):
    if not holds:
        sys.exit(f"FAILED: {message}")


def run(*arguments, code=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    check(done.returncode == code, f"kamsim {arguments} ended with {done.returncode}: {done.stderr}")
    return done


def unescaped(text):
    """What stood in a CSV cell before it was made harmless."""
    return text[1:] if re.match(r"'[=+\-@\t\r\n]", text) else text


def csv_value(text, quoted, kind):
    if not quoted and text == "":
        return None
    if kind == "text":
        return unescaped(text)
    if kind == "true or false":
        return {"true": True, "false": False}[text]
    return int(text) if kind == "whole number" else float(text)


def json_value(value, kind):
    if kind == "number" and isinstance(value, str):
        return {"Infinity": math.inf, "-Infinity": -math.inf}[value]
    return float(value) if kind == "number" and value is not None else value


def read_json(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    check(document["format"] == "kamsim-export" and document["version"] == 1, "the head of the JSON export")
    tables = {}
    for name, table in document["tables"].items():
        kinds = [column["type"] for column in table["columns"]]
        tables[name] = [[json_value(*pair) for pair in zip(row, kinds)] for row in table["rows"]]
    return document, tables


def compare_csv(folder, document, tables):
    """Every cell of every CSV file is that of the JSON document, doubles bit for bit."""
    dictionary = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
    expected = sorted([f"{name}.csv" for name in tables] + ["README.txt", "tables.json"])
    check(sorted(path.name for path in folder.iterdir()) == expected, "the files of the CSV export")
    for name, table in document["tables"].items():
        check(dictionary["tables"][name]["columns"] == table["columns"], f"the dictionary of {name}")
        content = (folder / f"{name}.csv").read_bytes().decode("utf-8")
        rows = list(csv.reader(content.splitlines(keepends=True), strict=True))
        headings = [c["name"] + (f" [{c['unit']}]" if "unit" in c else "") for c in table["columns"]]
        check(rows[0] == headings, f"the headings of {name}.csv: {rows[0]}")
        kinds = [column["type"] for column in table["columns"]]
        found = [[csv_value(cell, False, kind) for cell, kind in zip(row, kinds)] for row in rows[1:]]
        check(found == tables[name], f"{name}.csv and the JSON export differ")
        for cells, texts in zip(found, rows[1:]):
            for cell, text in zip(cells, texts):
                harmless = not isinstance(cell, str) or text[:1] not in "=+-@\t\r\n"
                check(harmless, f"{name}.csv has a cell that a spreadsheet would calculate: {text!r}")


def is_near(found, expected, tolerance):
    if isinstance(expected, (bool, str)) or expected is None or found is None:
        return found == expected
    return math.isclose(found, expected, rel_tol=tolerance, abs_tol=tolerance)


def workbook_value(value):
    if isinstance(value, float) and math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value


def is_same_text(found, expected):
    """openpyxl leaves the codes of control characters as they are."""
    return isinstance(found, str) and unescape(found) == expected


def compare_workbook(path, document, tables):
    """Every sheet of a table has its cells; no cell of them is a formula."""
    formulas = openpyxl.load_workbook(path)
    filled = [name for name in tables if tables[name]]
    check(formulas.sheetnames == SHEETS + filled, f"the sheets are {formulas.sheetnames}")
    for name in filled:
        sheet = formulas[name]
        check(list(sheet.tables) == [name] and sheet.freeze_panes == "B2", f"the sheet {name} is no frozen table")
        check(sheet.max_row == 1 + len(tables[name]), f"the sheet {name} has {sheet.max_row} rows")
        for cells, row in zip(sheet.iter_rows(min_row=2), tables[name]):
            for cell, value in zip(cells, row):
                check(cell.data_type != "f", f"{name}!{cell.coordinate} is a formula")
                if isinstance(value, str) and len(value.encode()) > 32000:
                    check(cell.value.startswith(value[:30000]) and "(cut:" in cell.value, "a long text")
                else:
                    # A workbook keeps 16 digits.
                    check(is_near(cell.value, workbook_value(value), 1e-15) or is_same_text(cell.value, value),
                          f"{name}!{cell.coordinate} is {cell.value!r}, not {value!r}")
    with zipfile.ZipFile(path) as archive:
        codes = re.findall(r"_x([0-9A-Fa-f]{4})_", archive.read("xl/sharedStrings.xml").decode())
    check(all(int(code, 16) < 32 or code == "005F" for code in codes), f"text that reads as characters: {codes}")
    charts = [len(formulas[name]._charts) for name in SHEETS]
    check(charts == [0, 4, 0, 0, 0], f"there are {charts} charts")


def recalculated(path, folder):
    result = folder / f"again-{path.name}"
    subprocess.run(["ssconvert", "--recalc", str(path), str(result)], check=True, capture_output=True)
    return openpyxl.load_workbook(result, data_only=True)


def compare_formulas(path, folder):
    """What is stored beside each formula is what it gives."""
    formulas, stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    again = recalculated(path, folder)
    count = 0
    for name in SHEETS:
        for row in formulas[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    kept, found = stored[name][cell.coordinate].value, again[name][cell.coordinate].value
                    check(kept is not None and is_near(found, kept, 1e-12),
                          f"{name}!{cell.coordinate} {cell.value} gives {found!r}, not {kept!r}")
    check(count > 60, f"only {count} formulas")


def columns(document, tables, name, *wanted):
    names = [column["name"] for column in document["tables"][name]["columns"]]
    places = [names.index(column) for column in wanted]
    return [[row[place] for place in places] for row in tables[name]]


def scaled(values, lower_is_better):
    low, high = min(values), max(values)
    found = [0.5 if high == low else (value - low) / (high - low) for value in values]
    return [1 - value for value in found] if lower_is_better else found


def change_inputs(path, folder, document, tables):
    """Other weights and cut-offs give the scores, ranks and tiers that they should."""
    book = openpyxl.load_workbook(path)
    weights, lower = [1.0, 0.0, 2.5, 0.25, 0.0, 3.0], [False, True, False, True, False, True]
    for column, weight, is_lower in zip("EFGHIJ", weights, lower):
        book["Scoring"][f"{column}4"] = weight
        book["Scoring"][f"{column}5"] = "lower" if is_lower else "higher"
    cut_a, cut_b = 0.40, 0.75
    book["ABC tiers"]["C4"], book["ABC tiers"]["C5"] = cut_a, cut_b
    changed = folder / "changed.xlsx"
    book.save(changed)
    again = recalculated(changed, folder)

    accounts = columns(document, tables, "account_inputs", "account", "revenue", "wallet", "cells", "relationship",
                       "fit", "logo", "status")
    raw = [[a[1] for a in accounts], [a[2] - a[1] for a in accounts], *([a[i] for a in accounts] for i in (3, 4, 5, 6))]
    parts = [scaled(values, is_lower) for values, is_lower in zip(raw, lower)]
    scores = [sum(w * p[i] for w, p in zip(weights, parts)) / sum(weights) for i in range(len(accounts))]
    for i, account in enumerate(accounts):
        row = 10 + i
        sheet = again["Scoring"]
        check(sheet[f"A{row}"].value == account[0], f"row {row} of the scores is another account")
        check(is_near(sheet[f"C{row}"].value, scores[i], 1e-12), f"the score of {account[0]!r}")
        check(sheet[f"D{row}"].value == 1 + sum(s > scores[i] + 1e-12 for s in scores), f"the rank of {account[0]!r}")

    customers = sorted((a for a in accounts if a[7] == "customer"), key=lambda a: -a[1])
    total, before, tiers = sum(a[1] for a in customers), 0.0, []
    for i, account in enumerate(customers):
        tiers.append("A" if before < cut_a * total else "B" if before < cut_b * total else "C")
        sheet = again["ABC tiers"]
        check(sheet[f"A{14 + i}"].value == account[0], "the customers are in another order")
        check(sheet[f"F{14 + i}"].value == tiers[-1], f"the tier of {account[0]!r}")
        before += account[1]
    for i, tier in enumerate("ABC"):
        check(again["ABC tiers"][f"B{9 + i}"].value == tiers.count(tier), f"the number of customers in {tier}")


def compare_with_show(result, document, tables):
    """The answer has the doubles of kamsim show --json."""
    shown = json.loads(run("show", result, "--json").stdout)
    rows = columns(document, tables, "alternatives", "alternative", "value_mean", "value_low", "value_high",
                   "value_q05", "difference_mean", "difference_high", "share_of_futures_best", "programme_spending",
                   "payback_years")
    expected = [[a["name"], a["value"]["mean"], *a["value"]["interval"], a["value"]["quantiles"]["5"],
                 a["difference"]["mean"], a["difference"]["interval"][1], a["share_of_futures_best"],
                 a["programme_spending"], a["payback_years"]] for a in shown["alternatives"]]
    check(rows == expected, "the export has other numbers than kamsim show --json")
    ledger = {(a, line): mean for a, line, mean in columns(document, tables, "ledger", "alternative", "line", "mean")}
    expected = {(a["name"], line): mean for a in shown["alternatives"] for line, mean in a["ledger"].items()}
    check(ledger == expected, "the ledger is another one than that of kamsim show --json")


def compare_with_measures(result, document, tables):
    """Measures have the doubles of kamsim compare."""
    text = run("compare", result, "--measure", "all", "--every", "period", "--format", "json").stdout
    expected = [[f["alternative"], f["measure"], f["unit"], f["period"], f["mean"], f["standard_error"],
                 f["quantiles"]["95"]] for f in json.loads(text)["figures"] if f["count"] > 0]
    found = columns(document, tables, "measures", "alternative", "measure", "unit", "period", "mean", "standard_error",
                    "q95")
    check(found == expected, "the export has other measures than kamsim compare")


def compare_with_accounts(result, document, tables):
    """Differences have the doubles and the rows of kamsim accounts, pair by pair and kind by kind."""
    described = document["tables"]["account_differences"]["columns"]
    names = [column["name"] for column in described]
    width, kind = names.index("half_width"), names.index("kind")
    kinds = [column["type"] for place, column in enumerate(described) if place != width]
    pairs = {tuple(row[:2]) for row in tables["account_differences"]}
    designs = len(tables["alternatives"])
    check(len(pairs) == designs * (designs - 1) // 2, "not every two designs make a pair")
    for alternative, against in pairs:
        rows = [row for row in tables["account_differences"] if tuple(row[:2]) == (alternative, against)]
        low, high = names.index("low"), names.index("high")
        check(all(row[width] == 0.5 * (row[high] - row[low]) for row in rows), "half widths are others")
        for grouping in ("account", "segment", "manager"):
            shown = run("accounts", result, "--alternative", alternative, "--against", against, "--by", grouping,
                        "--format", "csv").stdout
            expected = [[csv_value(cell, False, one) for cell, one in zip(row, kinds)]
                        for row in list(csv.reader(io.StringIO(shown, newline=""), strict=True))[1:]]
            found = [row[:width] + row[width + 1:] for row in rows if row[kind] in (grouping, "unshared", "total")]
            check(found == expected, f"the differences by {grouping} are others than those of kamsim accounts")
        check({row[kind] for row in rows} == {"account", "segment", "manager", "unshared", "total"}, "kinds of rows")


def compare_bytes(folder, result):
    """A second export is the same, and nothing in it could be a time of the clock."""
    run("export", result, "--csv", folder / "again", "--json", folder / "again.json", "--xlsx", folder / "again.xlsx")
    for path in (folder / "tables").iterdir():
        check(path.read_bytes() == (folder / "again" / path.name).read_bytes(), f"{path.name} differs")
    for name in ("json", "xlsx"):
        check((folder / f"tables.{name}").read_bytes() == (folder / f"again.{name}").read_bytes(), f"{name} differs")
    with zipfile.ZipFile(folder / "tables.xlsx") as archive:
        times = {entry.date_time for entry in archive.infolist()}
        check(times == {(1980, 1, 1, 0, 0, 0)}, f"the workbook has times of the clock: {times}")
        core = archive.read("docProps/core.xml").decode()
        check(re.findall(r">([^<>]*)</dcterms:", core) == ["2000-01-01T00:00:00Z"] * 2, f"times in {core}")


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def hostile_scenario(folder):
    lines = ["id,name,revenue,fit,cells,segment"]
    for i, name in enumerate(NAMES):
        lines.append(f"{quoted(name if i < 4 else f'K{i}')},{quoted(name)},{1000 + 137 * (i * 7 % 11)},"
                     f"0.{i % 9 + 1},{6 + i % 5},{quoted('=segment')}")
    (folder / "accounts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    scenario = folder / "scenario.toml"
    scenario.write_text(
        'title = "=title() \\u0007 🚀"\nbaseline = "none"\n[simulation]\nyears = 2\n'
        '[uncertainty]\nworlds = 16\nfutures_per_world = 4\n'
        '[uncertainty.inputs]\nretention.leaving_base = "evidence"\nexpansion.opportunity_rate = "evidence"\n'
        '[portfolio]\naccounts = "accounts.csv"\n[defaults]\nkey_accounts = 2\n'
        '[[alternatives]]\nname = "none"\nstructure = "none"\n'
        '[[alternatives]]\nname = "=matrix()"\nstructure = "matrix"\n'
        f"# {'a long remark ' * 4000}\n", encoding="utf-8")
    return scenario


def check_all(scenario):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        result = folder / "result.h5"
        chosen = hostile_scenario(folder) if scenario is None else scenario
        run("run", chosen, "--out", result, "--quiet")
        run("export", result, "--csv", folder / "tables", "--json", folder / "tables.json", "--xlsx",
            folder / "tables.xlsx")
        document, tables = read_json(folder / "tables.json")
        compare_csv(folder / "tables", document, tables)
        compare_workbook(folder / "tables.xlsx", document, tables)
        compare_formulas(folder / "tables.xlsx", folder)
        change_inputs(folder / "tables.xlsx", folder, document, tables)
        compare_with_show(result, document, tables)
        compare_with_measures(result, document, tables)
        compare_with_accounts(result, document, tables)
        compare_bytes(folder, result)
        return document, tables


def peak_memory(*arguments):
    """Bytes that a command needs at most."""
    code = ("import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    done = subprocess.run([sys.executable, "-c", code, PROGRAM, *map(str, arguments)], check=True, capture_output=True)
    return 1024 * int(done.stdout)


def check_many_futures():
    """Tables of futures pass through: the exports need hardly more memory than showing the answer."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        result = folder / "result.h5"
        run("run", SCENARIOS / "small.toml", "--replications", 200_000, "--out", result, "--quiet")
        shown = peak_memory("show", result, "--quiet")
        room = 8 << 20
        for form in ("csv", "json", "xlsx"):
            needed = peak_memory("export", result, f"--{form}", folder / f"many.{form}")
            check(needed < shown + room, f"--{form} needs {needed - shown} bytes more than show")
        check((folder / "many.json").stat().st_size > 2 * room, "the export is too small to show anything")
        notes = openpyxl.load_workbook(folder / "many.xlsx")["Notes"]
        said = any("replications is left out: its 400,000 rows" in str(row[0].value) for row in notes.iter_rows())
        check(said, "the notes do not say that the futures are left out")


def main():
    warnings.filterwarnings("ignore", module="openpyxl")
    check_all(SCENARIOS / "small.toml")
    document, tables = check_all(None)
    check(len(tables["worlds"]) == 16 * 2, "not one row for each world and alternative")
    check(len(tables["world_inputs"]) == 16 * 2, "not one row for each world and input")
    names = [row[0] for row in columns(document, tables, "account_inputs", "name")]
    check(names == NAMES, f"names have changed: {names}")
    check_many_futures()


main()
