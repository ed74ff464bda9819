#!/usr/bin/python3
"""Slides as a program that is not ours reads them: read_slides.py <file.pptx>

Prints one JSON object: for each slide its texts, the kinds and values of its native charts, its tables and pictures. Ends with 1
and a sentence where a part is missing, is no XML, or is named by nobody.
"""

import json
import posixpath
import sys
import xml.etree.ElementTree as xml
import zipfile

MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def refuse(text):
    print(text)
    sys.exit(1)


def relations(package, part):
    """Names of the parts that a part names, by kind."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    found = []
    if path in package.namelist():
        for relation in xml.fromstring(package.read(path)).iter(RELATION):
            if relation.get("TargetMode") == "External":
                refuse(f"{part} names {relation.get('Target')}, which is elsewhere")
            target = relation.get("Target")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            if whole not in package.namelist():
                refuse(f"{part} names {whole}, which is not there")
            found.append((relation.get("Type").rsplit("/", 1)[1], whole))
    return found


def chart_of(package, part):
    root = xml.fromstring(package.read(part))
    area = root.find(f".//{CHART}plotArea")
    kinds = [child.tag.removeprefix(CHART) for child in area if child.tag.endswith("Chart")]
    values = []
    for series in area.iter(f"{CHART}ser"):
        for role in ("val", "yVal"):
            found = series.find(f"{CHART}{role}")
            if found is not None:
                values.append([point.findtext(f"{CHART}v") for point in found.iter(f"{CHART}pt")])
    if not any(kind == "package" for kind, _ in relations(package, part)):
        refuse(f"{part} has no workbook to edit its numbers in")
    return {"kinds": kinds, "values": values}


def slide_of(package, part):
    root = xml.fromstring(package.read(part))
    shapes = ["".join(text.text or "" for text in body.iter(f"{MAIN}t")) for body in root.iter() if body.tag.endswith("}txBody")]
    related = relations(package, part)
    return {
        "texts": [text for text in shapes if text],
        "charts": [chart_of(package, name) for kind, name in related if kind == "chart"],
        "tables": len(list(root.iter(f"{MAIN}tbl"))),
        "pictures": len([name for kind, name in related if kind == "image"]),
    }


def main():
    package = zipfile.ZipFile(sys.argv[1])
    if package.testzip() is not None:
        refuse(f"{package.testzip()} is damaged")
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            try:
                xml.fromstring(package.read(name))
            except xml.ParseError as error:
                refuse(f"{name} is no XML: {error}")
    types = xml.fromstring(package.read("[Content_Types].xml"))
    known = {one.get("PartName", "").lstrip("/") for one in types.iter(f"{TYPES}Override")}
    endings = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    for name in package.namelist():
        if not name.endswith("/") and name != "[Content_Types].xml" and name not in known and name.rsplit(".", 1)[-1] not in endings:
            refuse(f"{name} has no type")
    slides = [name for kind, name in relations(package, "ppt/presentation.xml") if kind == "slide"]
    print(json.dumps([slide_of(package, name) for name in slides]))


main()
