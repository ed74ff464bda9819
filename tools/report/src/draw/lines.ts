// Lines over time or over a quantity, with bands; survival curves are lines in steps above a table of how many are left.
import * as Plot from "@observablehq/plot";

import type { View } from "../data";
import { frame, numberAxis, panels, type Frame } from "../frame";
import { numberText } from "../format";
import { shortened, textWidth } from "../measure";
import { groups, legendOf, looks, settingOf, type Picture } from "../picture";
import type { Sheet } from "../sheet";

export function drawLines(picture: Picture): void {
    const { view, sheet } = picture;
    legendOf(picture, "series", "line");
    const reference = settingOf(picture, "reference", "y");
    const numbers = [...view.numbers("y", "low", "high"), ...(Number.isFinite(reference) ? [reference] : [])];
    const x = numberAxis(view.column("x"), view.numbers("x"), { exact: true });
    const y = numberAxis(view.column("y"), numbers, { zero: picture.settings["zero"] === true });
    const facets = view.has("facet") ? view.shown("facet") : [""];
    panels(sheet, facets, 230, (panel) => {
        const rows = view.rows.filter((row) => panel.name === "" || view.text("facet", row) === panel.name);
        const marks = [...lineMarks(picture, rows, picture.settings["step"] === true), ...references(picture)];
        const area = frame(sheet, { left: panel.left, width: panel.width, height: facets.length > 1 ? 170 : 250, x, y, marks });
        markPoints(sheet, view, rows, area);
    });
}

/** Points that hang together: a missing number ends a line. */
function lineMarks(picture: Picture, all: number[], step: boolean): Plot.Markish[] {
    const { view } = picture;
    const look_of = looks(view, "series");
    const curve = step ? "step-after" : "linear";
    const marks: Plot.Markish[] = [];
    const x = (row: number) => view.number("x", row);
    for (const { name, rows } of groups(view, "series")) {
        const own = rows.filter((row) => all.includes(row) && Number.isFinite(x(row)));
        const { color, dash } = look_of(name);
        if (view.has("low") && view.has("high")) {
            marks.unshift(
                Plot.areaY(own, {
                    x, y1: (row: number) => view.number("low", row), y2: (row: number) => view.number("high", row),
                    fill: color, fillOpacity: 0.16, curve,
                }),
            );
        }
        const y = (row: number) => view.number("y", row);
        marks.push(Plot.line(own, { x, y, stroke: color, strokeWidth: 2, strokeDasharray: dash === "" ? undefined : dash, curve }));
        if (own.filter((row) => Number.isFinite(y(row))).length === 1) {
            marks.push(Plot.dot(own, { x, y, fill: color, r: 4 }));
        }
    }
    return marks;
}

function references(picture: Picture): Plot.Markish[] {
    const marks: Plot.Markish[] = [];
    const dashed = { stroke: "var(--ink)", strokeDasharray: "4 3", strokeWidth: 1.2 };
    if (Number.isFinite(settingOf(picture, "reference", "y"))) {
        marks.push(Plot.ruleY([settingOf(picture, "reference", "y")], dashed));
    }
    if (Number.isFinite(settingOf(picture, "reference_x", "x"))) {
        marks.push(Plot.ruleX([settingOf(picture, "reference_x", "x")], dashed));
    }
    return marks;
}

export function markPoints(sheet: Sheet, view: View, rows: number[], area: Frame, role = "y"): void {
    for (const row of rows) {
        sheet.mark(view.table.id, row, area.x(view.number("x", row)), area.y(view.number(role, row)));
    }
}

export function drawSurvival(picture: Picture): void {
    const { view, sheet } = picture;
    legendOf(picture, "series", "line");
    const risk = picture.second("at_risk");
    const names = risk === undefined ? [] : risk.shown("series").filter((name) => view.names("series").includes(name));
    const widest = Math.max(0, ...names.map((name) => textWidth(name) + 12));
    const label_width = names.length === 0 ? undefined : Math.max(46, Math.min(widest, sheet.width * 0.28));
    const x = numberAxis(view.column("x"), view.numbers("x"), { exact: true });
    const y = numberAxis(view.column("y"), view.numbers("y", "low", "high"), { zero: true });
    const indent = label_width === undefined ? 0 : Math.max(0, label_width - 46);
    const area = frame(sheet, { left: indent, width: sheet.width - indent, height: 250, x, y, marks: lineMarks(picture, view.rows, true) });
    markPoints(sheet, view, view.rows, area);
    if (risk !== undefined && names.length > 0) {
        atRisk(picture, risk, names, area);
    }
}

/** A line of counts for each curve, below the places of the axis that they were counted at. */
function atRisk(picture: Picture, risk: View, names: string[], area: Frame): void {
    const { sheet } = picture;
    sheet.bottom += 20;
    sheet.text(0, sheet.bottom, shortened(risk.table.title, sheet.width, 12, 600), { weight: 600 });
    const look_of = looks(picture.view, "series");
    for (const name of names) {
        sheet.bottom += 18;
        sheet.text(0, sheet.bottom, shortened(name, area.left - 16), { fill: look_of(name).color });
        let free = area.left - 14;
        for (const row of risk.rows.filter((one) => risk.text("series", one) === name)) {
            const place = area.x(risk.number("x", row));
            const text = numberText(risk.number("count", row), risk.column("count")?.decimals ?? 0);
            const half = textWidth(text) / 2;
            if (Number.isFinite(place) && place - half > free && place + half < sheet.width && place <= area.right + 1) {
                sheet.text(place, sheet.bottom, text, { anchor: "middle" });
                free = place + half + 6;
            }
        }
    }
    sheet.bottom += 6;
}
