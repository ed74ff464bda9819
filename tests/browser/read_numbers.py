#!/usr/bin/python3
"""The numbers of a report in all its forms: read_numbers.py <folder> <name>[:<name of the result>]...

The page, its JSON twin, the workbook and the result file beside each other: every cell of every table, the numbers of the sentences,
and what parts add up to. Ends with 1 and a sentence for each thing that differs.
"""

import html.parser
import json
import math
import pathlib
import re
import sys

import h5py
import openpyxl

SCALES = (1.0, 100.0, 1e-3, 1e-6, 1e-9, 1e3)
faults = []
notes = []  # sentences whose values are not all beside them: told, not counted


def complain(text):
    faults.append(text)


class Page(html.parser.HTMLParser):
    """The tables of a page by their id: rows of texts; and its sentences: (id, text)."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tables, self.sentences = {}, []
        self.row = self.cell = self.sentence = self.table = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "table":
            self.table = self.tables.setdefault(given["id"], [])
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            self.cell = []
        elif "data-sentence" in given:
            self.sentence = (tag, given["data-sentence"], [])

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)
        elif self.sentence is not None:
            self.sentence[2].append(data)

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.row.append("".join(self.cell))
            self.cell = None
        elif tag == "tr":
            self.table.append(self.row)
        elif self.sentence is not None and tag == self.sentence[0]:
            self.sentences.append((self.sentence[1], "".join(self.sentence[2])))
            self.sentence = None


def number_in(text, locale):
    decimal, group = (".", ",") if locale == "en" else (",", ".")
    plain = text.strip(" %\u00a0").replace("\u2212", "-").replace("\u00a0", "").replace("\u202f", "").replace(group, "").replace(decimal, ".")
    return float(plain)


def figures_of(document):
    for section in document["sections"]:
        for block in section["blocks"]:
            if block["type"] == "figure":
                yield block


def compare_page(document, page):
    for figure in figures_of(document):
        kind = "table" if figure["kind"] == "none" else "figure"
        for variant in figure["variants"]:
            for table in variant["tables"]:
                name = f'{kind}-{figure["number"].replace(".", "-")}-{variant["option"]}-{table["id"]}'
                compare_table(name, table, page.tables.get(name), document["locale"])
    told = [text for _, text in page.sentences]
    for sentence in sentences_of(document):
        if sentence["text"] not in told:
            complain(f'the page does not say "{sentence["text"][:80]}"')


def compare_table(name, table, rows, locale):
    if rows is None or len(rows) != len(table["rows"]) + 1:
        complain(f'{name} has {0 if rows is None else len(rows) - 1} rows in the page, {len(table["rows"])} in the JSON document')
        return
    for place, (told, cells) in enumerate(zip(rows[1:], table["rows"])):
        for text, cell, column in zip(told, cells, table["columns"]):
            if isinstance(cell, bool) or cell is None or cell == "Infinity" or text.startswith(("<", ">")):
                continue
            if isinstance(cell, str):
                if text != cell:
                    complain(f'{name}, row {place + 1}: "{text}" is "{cell}" in the JSON document')
                continue
            wanted = cell / column["scale"]
            if abs(number_in(text, locale) - wanted) > 0.500001 * 10.0 ** -column["decimals"]:
                complain(f'{name}, row {place + 1}, {column["id"]}: {text} is {wanted} in the JSON document')


def sentences_of(document):
    for section in document["sections"]:
        for block in section["blocks"]:
            if block["type"] == "text" and block["style"] != "commands":
                yield from block["sentences"]
            elif block["type"] == "cards":
                yield from (card["detail"] for card in block["cards"])
            elif block["type"] == "figure":
                for variant in block["variants"]:
                    yield from variant["takeaway"]
                    yield from variant["notes"]


def compare_sentences(document):
    """Every number that a sentence tells to more than two digits is one of the values that stand beside it."""
    locale = document["locale"]
    decimal = "." if locale == "en" else ","
    names = [*document["designs"], *(word for one in document["accounts"] for word in (one["name"], one["id"]))]
    for sentence in sentences_of(document):
        text = sentence["text"]
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, " ") if any(sign.isdigit() for sign in name) else text
        values = [abs(value) for value in sentence["values"].values() if is_number(value)]
        for told in re.findall(r"(?<![\w.,])\d[\d.,]*", text):
            told = told.rstrip(".,")
            try:
                number = number_in(told, locale)
            except ValueError:
                continue
            decimals = len(told.split(decimal)[1]) if decimal in told else 0
            if len(told.strip("0.,").replace(".", "").replace(",", "")) < 3 or not values:
                continue
            if not any(close(value * scale, number, decimals) for value in values for scale in SCALES):
                notes.append(f'the sentence {sentence["id"]} tells {told}, which is none of its values: "{sentence["text"][:200]}"')


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def close(value, told, decimals):
    return abs(value - told) <= 0.500001 * 10.0**-decimals


def compare_workbook(document, book):
    """Sheet by sheet: all numbers of the figure's tables, whatever their order."""
    for figure in figures_of(document):
        if figure["number"] not in book.sheetnames:
            complain(f'the workbook has no sheet {figure["number"]}')
            continue
        sheet = book[figure["number"]]
        found = sorted(
            float(cell.value)
            for table in sheet.tables.values()
            for row in list(sheet[table.ref])[1:]
            for cell in row
            if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)
        )
        # Variants stand in one table there, in the unit of the first; a share has a format of its own.
        scales = {}
        for variant in figure["variants"]:
            for table in variant["tables"]:
                for column in table["columns"]:
                    scales.setdefault((table["id"], column["id"]), 1.0 if column["unit"] == "%" else column["scale"])
        wanted = sorted(
            cell / scales[table["id"], column["id"]]
            for variant in figure["variants"]
            for table in variant["tables"]
            for row in table["rows"]
            for cell, column in zip(row, table["columns"])
            if isinstance(cell, (int, float)) and not isinstance(cell, bool)
        )
        if len(found) != len(wanted):
            complain(f'sheet {figure["number"]} has {len(found)} numbers, the JSON document {len(wanted)}')
        elif any(not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) for one, other in zip(found, wanted)):
            complain(f'sheet {figure["number"]} has other numbers than the JSON document')
        if any(isinstance(cell.value, str) and cell.data_type == "f" for row in sheet.iter_rows() for cell in row):
            complain(f'sheet {figure["number"]} has a formula where a text was meant')


def compare_result(document, file):
    """The value of each design and its difference from the baseline, from every future of the result."""
    values = file["value"][()].reshape(len(document["designs"]), -1)
    means = dict(zip(document["designs"], values.mean(axis=1)))
    baseline = means[document["designs"][document["baseline"]]]
    compared = 0
    for figure in figures_of(document):
        for variant in figure["variants"]:
            for table in variant["tables"]:
                columns = [column["id"] for column in table["columns"]]
                for row in table["rows"]:
                    cells = dict(zip(columns, row))
                    name = cells.get("design", cells.get("series"))
                    if name not in means:
                        continue
                    if figure["number"] == "2.6" and "value" in cells:
                        compared += same(figure, name, cells["value"], means[name])
                        if cells.get("difference") is not None:
                            compared += same(figure, name, cells["difference"], means[name] - baseline)
                    if figure["number"] == "2.1" and "mean" in cells:
                        compared += same(figure, name, cells["mean"], means[name])
    if compared == 0:
        complain("nothing of the page could be compared with the result")


def same(figure, name, told, calculated):
    if not math.isclose(told, calculated, rel_tol=1e-9, abs_tol=1e-6):
        complain(f'figure {figure["number"]}: {told} of {name} is {calculated} in the result')
    return 1


def add_up(document):
    """The steps of a waterfall lead from its start to its end."""
    for figure in figures_of(document):
        if figure["kind"] != "waterfall":
            continue
        for variant in figure["variants"]:
            table = variant["tables"][0]
            columns = [column["id"] for column in table["columns"]]
            place = {role: columns.index(column) for role, column in figure["roles"].items()}
            total = 0.0
            largest = max([1.0] + [abs(row[place["value"]] or 0.0) for row in table["rows"]])
            for row in table["rows"]:
                value, step = row[place["value"]] or 0.0, row[place["step"]]
                if step == "end" and abs(total - value) > 1e-6 * largest:
                    complain(f'figure {figure["number"]}: its steps lead to {total}, not to {value}')
                total = value if step in ("start", "end") else total + value


def compare(folder, name, result):
    document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    compare_page(document, Page((folder / f"{name}.html").read_text(encoding="utf-8")))
    compare_sentences(document)
    compare_workbook(document, openpyxl.load_workbook(folder / f"{name}.xlsx"))
    with h5py.File(folder / f"{result}.h5") as file:
        compare_result(document, file)
    add_up(document)


def main():
    folder = pathlib.Path(sys.argv[1])
    for one in sys.argv[2:]:
        name, _, result = one.partition(":")
        known = len(faults)
        compare(folder, name, result or name)
        print("\n".join(f"{name}: {fault}" for fault in faults[known:]))
    print("\n".join(f"note: {note}" for note in sorted(set(notes))))
    print(f"{len(sys.argv) - 2} reports, {len(faults)} faults")
    return 1 if faults or len(sys.argv) < 3 else 0


sys.exit(main())
