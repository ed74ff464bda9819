// Ridges: the density of each series above its interval.
import * as Plot from "@observablehq/plot";

import { frame, numberAxis, type BandAxis } from "../frame";
import { looks, settingOf, type Picture } from "../picture";
import { shortened, textWidth } from "../measure";
import { interval } from "./bars";
import type { Frame } from "../frame";
import type { View } from "../data";

const row_height = 78;
const ridge_height = 52;

export function drawDistribution(picture: Picture): void {
    const { view, sheet } = picture;
    const names = view.shown("series");
    const summary = picture.second("summary");
    const reference = settingOf(picture, "reference", "x");
    const look_of = looks(view, "series");
    const of_summary = summary === undefined ? [] : summary.numbers("q05", "q95", "low", "high", "mean");
    const numbers = [...view.numbers("x"), ...of_summary, ...(Number.isFinite(reference) ? [reference] : [])];
    const x = numberAxis(view.column("x"), numbers, { exact: true });
    summaryLegend(picture, summary);
    const highest = Math.max(...view.numbers("y"), 1e-300);
    const label_width = Math.min(Math.max(60, sheet.width * 0.24), Math.max(40, ...names.map((name) => textWidth(name))) + 16);
    const y: BandAxis = { kind: "band", title: "", labels: names.map(() => ""), padding: 0 };
    const area = frame(sheet, { width: sheet.width, height: Math.max(1, names.length) * row_height, x, y, marks: [], label_width });
    if (Number.isFinite(reference)) {
        sheet.add("line", { x1: area.x(reference), x2: area.x(reference), y1: area.top, y2: area.bottom, stroke: "var(--ink)", "stroke-dasharray": "4 3" });
    }
    names.forEach((name, place) => {
        const base = area.top + place * row_height + ridge_height + 4;
        const look = look_of(name);
        sheet.text(area.left - 12, base, shortened(name, label_width - 14), { anchor: "end" });
        ridge(picture, area, name, base, highest, look.color);
        if (summary !== undefined) {
            quantiles(picture, summary, area, name, base + 10, look.color);
        }
    });
}

function summaryLegend(picture: Picture, summary: View | undefined): void {
    const { sheet } = picture;
    if (summary === undefined) {
        return;
    }
    const line = (thickness: number) => (left: number, middle: number) =>
        void sheet.add("line", { x1: left, x2: left + 22, y1: middle, y2: middle, stroke: "var(--muted)", "stroke-width": thickness });
    sheet.samples([
        { name: "nine of ten futures", draw: line(1.5) },
        {
            name: "middle half, with the median",
            draw: (left, middle) => {
                line(6)(left, middle);
                sheet.add("line", { x1: left + 11, x2: left + 11, y1: middle - 4, y2: middle + 4, stroke: "var(--paper)", "stroke-width": 2 });
            },
        },
        {
            name: "mean, with its interval",
            draw: (left, middle) => {
                interval(picture, left + 3, left + 19, middle, true);
                sheet.point(left + 11, middle, { color: "var(--ink)", dash: "", symbol: "diamond2" }, 3);
            },
        },
    ]);
}

function ridge(picture: Picture, area: Frame, name: string, base: number, highest: number, color: string): void {
    const { view, sheet } = picture;
    const rows = view.rows.filter((row) => view.text("series", row) === name && Number.isFinite(view.number("x", row)));
    if (rows.length < 2) {
        return;
    }
    const plot = Plot.plot({
        width: area.right - area.left,
        height: ridge_height,
        margin: 0,
        x: { type: "linear", domain: [area.left, area.right], range: [0, area.right - area.left], axis: null },
        y: { type: "linear", domain: [0, highest], range: [ridge_height, 0], axis: null },
        marks: [
            Plot.areaY(rows, {
                x: (row: number) => area.x(view.number("x", row)), y1: 0, y2: (row: number) => view.number("y", row),
                fill: color, fillOpacity: 0.3, curve: "monotone-x",
            }),
            Plot.line(rows, { x: (row: number) => area.x(view.number("x", row)), y: (row: number) => view.number("y", row), stroke: color, strokeWidth: 1.6, curve: "monotone-x" }),
        ],
    });
    const group = sheet.add("g", { transform: `translate(${area.left.toFixed(2)},${(base - ridge_height).toFixed(2)})` });
    for (const one of [...plot.children].filter((child) => child.tagName.toLowerCase() === "g")) {
        one.removeAttribute("aria-label");
        group.append(one);
    }
}

function quantiles(picture: Picture, summary: View, area: Frame, name: string, middle: number, color: string): void {
    const row = summary.rows.find((one) => summary.text("series", one) === name);
    if (row === undefined) {
        return;
    }
    const { sheet } = picture;
    const at = (id: string) => area.x(summary.number(id, row));
    if (Number.isFinite(at("q05")) && Number.isFinite(at("q95"))) {
        sheet.add("line", { x1: at("q05"), x2: at("q95"), y1: middle, y2: middle, stroke: color, "stroke-width": 1.5 });
        sheet.add("line", { x1: at("q25"), x2: at("q75"), y1: middle, y2: middle, stroke: color, "stroke-width": 6 });
        sheet.add("line", { x1: at("q50"), x2: at("q50"), y1: middle - 5, y2: middle + 5, stroke: "var(--paper)", "stroke-width": 2 });
    }
    if (Number.isFinite(at("mean"))) {
        if (Number.isFinite(at("low")) && Number.isFinite(at("high"))) {
            interval(picture, at("low"), at("high"), middle + 9, true, "var(--ink)");
        }
        sheet.point(at("mean"), middle + 9, { color: "var(--ink)", dash: "", symbol: "diamond2" }, 3);
    }
    const ends = ["q05", "q95", "mean"].map(at).filter(Number.isFinite);
    if (ends.length > 0) {
        sheet.mark(summary.table.id, row, Math.min(...ends), middle - ridge_height, Math.max(...ends), middle + 14);
    }
}
