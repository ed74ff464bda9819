// Lines over time or over a quantity, with bands; survival curves are lines in steps above a table of how many are left.
import * as Plot from "@observablehq/plot";

import type { View } from "../data";
import { frame, goodHeight, numberAxis, panels, type Frame } from "../frame";
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
        const area = frame(sheet, { left: panel.left, width: panel.width, height: facets.length > 1 ? 170 : goodHeight(panel.width), x, y, marks });
        markPoints(sheet, view, rows, area);
    });
}

/** Points that hang together: a missing number ends a line. */
function lineMarks(picture: Picture, all: number[], step: boolean): Plot.Markish[] {
    const { view } = picture;
    const look_of = looks(view, "series");
    const curve = step ? "step-after" : "linear";
    const marks: Plot.Markish[] = [];
    // Bands that lie over each other must let the others through.
    const many = view.shown("series").length > 2;
    const x = (row: number) => view.number("x", row);
    for (const { name, rows } of groups(view, "series")) {
        const own = rows.filter((row) => all.includes(row) && Number.isFinite(x(row)));
        const { color, dash } = look_of(name);
        if (view.has("low") && view.has("high")) {
            marks.unshift(
                Plot.areaY(own, {
                    x, y1: (row: number) => view.number("low", row), y2: (row: number) => view.number("high", row),
                    fill: color, fillOpacity: many ? 0.1 : 0.16, curve,
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
    const counts = risk === undefined ? [] : risk.rows.map((row) => textWidth(countText(risk, row)) / 2);
    const widest = Math.min(sheet.width * 0.28, Math.max(0, ...names.map((name) => textWidth(name))));
    const x = numberAxis(view.column("x"), view.numbers("x"), { exact: true });
    const y = numberAxis(view.column("y"), view.numbers("y", "low", "high"), { zero: true });
    // Names of the table below stand left of the first count; the axis has some room of its own.
    const indent = names.length === 0 ? 0 : Math.max(0, widest + Math.max(0, ...counts) + 16 - 30);
    const area = frame(sheet, { left: indent, width: sheet.width - indent, height: goodHeight(sheet.width), x, y, marks: lineMarks(picture, view.rows, true) });
    markPoints(sheet, view, view.rows, area);
    if (risk !== undefined && names.length > 0) {
        atRisk(picture, risk, names, area, widest);
    }
}

function countText(risk: View, row: number): string {
    return numberText(risk.number("count", row), risk.column("count")?.decimals ?? 0);
}

/** A line of counts for each curve, below the places of the axis that they were counted at. */
function atRisk(picture: Picture, risk: View, names: string[], area: Frame, widest: number): void {
    const { sheet } = picture;
    sheet.bottom += 20;
    sheet.text(0, sheet.bottom, shortened(risk.table.title, sheet.width, 12, 600), { weight: 600 });
    for (const name of names) {
        sheet.bottom += 18;
        sheet.text(0, sheet.bottom, shortened(name, widest + 1));
        let free = widest + 4;
        for (const row of risk.rows.filter((one) => risk.text("series", one) === name)) {
            const place = area.x(risk.number("x", row));
            const text = countText(risk, row);
            const half = textWidth(text) / 2;
            if (Number.isFinite(place) && place - half > free && place + half < sheet.width && place <= area.right + 1) {
                sheet.text(place, sheet.bottom, text, { anchor: "middle" });
                free = place + half + 6;
            }
        }
    }
    sheet.bottom += 6;
}
