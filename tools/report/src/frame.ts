// Axes with the marks of Observable Plot between them. Ticks and names are placed here, because here their widths are known.
import * as Plot from "@observablehq/plot";

import type { Column } from "./data";
import { extent, niceTicks, numberText } from "./format";
import { shortened, textWidth, wrapped } from "./measure";
import type { Sheet } from "./sheet";

export interface NumberAxis {
    kind: "number";
    title: string;
    domain: [number, number];
    /** Round numbers for a length in pixels. */
    ticks: (pixels: number) => { value: number; text: string }[];
}

export interface BandAxis {
    kind: "band";
    title: string;
    /** Text of each band, in order. A mark's place on the axis is the index as text. */
    labels: string[];
    padding?: number;
}

export type Axis = NumberAxis | BandAxis;

export interface FrameOptions {
    left?: number;
    width: number;
    /** Of the area between the axes. */
    height: number;
    x: Axis;
    y: Axis;
    marks: Plot.Markish[];
    /** Room on the right, for texts at the ends of marks. */
    right?: number;
    grid?: "x" | "y" | "both" | "none";
    /** Titles of panels are written once. */
    titles?: boolean;
    label_width?: number;
    r?: [number, number];
}

export interface Frame {
    left: number;
    top: number;
    right: number;
    bottom: number;
    x: (value: number | string) => number;
    y: (value: number | string) => number;
    band_x: number;
    band_y: number;
}

export interface NumberAxisOptions {
    zero?: boolean;
    /** Numbers of steps only where the column holds whole ones. */
    exact?: boolean;
    title?: string;
    domain?: [number, number];
}

/** An axis for a column. `exact`: from the first to the last number; else to round ones. */
export function numberAxis(column: Column | undefined, numbers: number[], options: NumberAxisOptions = {}): NumberAxis {
    let domain = options.domain ?? extent(numbers, options.zero ?? false);
    if (!options.exact && options.domain === undefined) {
        const nice = niceTicks(domain[0], domain[1], 8).values;
        const step = nice.length > 1 ? nice[1]! - nice[0]! : 0;
        if (step > 0) {
            const tiny = step * 1e-9;
            const [low, high] = domain;
            domain = [Math.floor((low + tiny) / step) * step, Math.ceil((high - tiny) / step) * step];
            // A little on the other side of zero needs no step of its own.
            if (options.zero && low < 0 && -low < 0.25 * step) {
                domain[0] = 1.5 * low;
            }
            if (options.zero && high > 0 && high < 0.25 * step) {
                domain[1] = 1.5 * high;
            }
        }
    }
    // Of time people want whole years, of counts whole numbers.
    const is_long = options.exact === true && domain[1] - domain[0] >= 3 && domain[1] - domain[0] <= 40;
    const whole = (column?.type === "whole number" && column.scale === 1) || is_long;
    const title = options.title ?? (column === undefined ? "" : column.unit === "" ? column.label : `${column.label}, ${column.unit}`);
    return {
        kind: "number",
        title,
        domain,
        ticks: (pixels) => {
            for (let count = Math.max(5, Math.floor(pixels / (is_long ? 30 : 70))); count >= 1; --count) {
                const { values, decimals } = niceTicks(domain[0], domain[1], count);
                const kept = whole ? values.filter(Number.isInteger) : values;
                const texts = kept.map((value) => ({ value, text: numberText(value, whole ? 0 : decimals) }));
                const widest = Math.max(0, ...texts.map((one) => textWidth(one.text)));
                if (texts.length * (widest + 14) <= pixels || count === 1) {
                    return texts;
                }
            }
            return [];
        },
    };
}

const tick_room = 8;

/** Names beside rows: in one line, or two where rows are high enough. */
function leftLabels(axis: BandAxis, row: number, width: number): string[][] {
    return axis.labels.map((label) => wrapped(label, width, row >= 30 ? 2 : 1));
}

export function leftMargin(axis: Axis, height: number, most: number): number {
    if (axis.kind === "number") {
        return Math.ceil(Math.max(0, ...axis.ticks(verticalRoom(height)).map((one) => textWidth(one.text)))) + tick_room;
    }
    const widest = Math.max(0, ...axis.labels.map((label) => textWidth(label)));
    return Math.ceil(Math.min(widest, most)) + tick_room + 4;
}

/** Ticks of an upright axis need room for a line each, whatever their width. */
function verticalRoom(height: number): number {
    return Math.max(90, height * 1.1);
}

function upright(axis: NumberAxis, height: number): { value: number; text: string }[] {
    const { values, decimals } = niceTicks(axis.domain[0], axis.domain[1], Math.max(2, Math.floor(height / 42)));
    const whole = axis.ticks(1000).every((one) => Number.isInteger(one.value));
    return values.filter((one) => !whole || Number.isInteger(one)).map((value) => ({ value, text: numberText(value, whole ? 0 : decimals) }));
}

/** Puts axes and marks on the sheet, below what there is, and says where things are. */
export function frame(sheet: Sheet, options: FrameOptions): Frame {
    const { x, y } = options;
    const start = options.left ?? 0;
    const titles = options.titles ?? true;
    if (titles && y.title !== "" && y.kind === "number") {
        sheet.paragraph(y.title, start, options.width, { fill: "var(--muted)" });
        sheet.bottom += 8;
    } else {
        sheet.bottom += 6;
    }
    const margin =
        y.kind === "band"
            ? (options.label_width ?? leftMargin(y, options.height, Math.max(90, options.width * 0.36)))
            : Math.ceil(Math.max(0, ...upright(y, options.height).map((one) => textWidth(one.text)))) + tick_room;
    const last = x.kind === "number" ? lastOverhang(x, options.width - margin) : 0;
    const left = start + margin;
    const right = start + options.width - Math.max(options.right ?? 0, last, 6);
    const width = Math.max(40, right - left);
    const top = sheet.bottom;
    const x_ticks = x.kind === "number" ? x.ticks(width) : [];
    const y_ticks = y.kind === "number" ? upright(y, options.height) : [];
    const grid = options.grid ?? (y.kind === "band" ? "x" : "y");
    const lines: Plot.Markish[] = [];
    if (x.kind === "number" && (grid === "x" || grid === "both")) {
        lines.push(Plot.ruleX(x_ticks.map((one) => one.value), { stroke: "var(--line)" }));
    }
    if (y.kind === "number" && (grid === "y" || grid === "both")) {
        lines.push(Plot.ruleY(y_ticks.map((one) => one.value), { stroke: "var(--line)" }));
    }
    const plot = Plot.plot({
        width,
        height: options.height,
        margin: 0,
        x: scaleOf(x, 0, width),
        y: y.kind === "band" ? scaleOf(y, 0, options.height) : scaleOf(y, options.height, 0),
        r: options.r === undefined ? undefined : { type: "sqrt", domain: [0, options.r[0]], range: [0, options.r[1]] },
        marks: [...lines, ...options.marks],
    });
    take(sheet, plot, left, top);
    const scale_x = plot.scale("x")!;
    const scale_y = plot.scale("y")!;
    const band_x = x.kind === "band" ? (scale_x.bandwidth ?? 0) : 0;
    const band_y = y.kind === "band" ? (scale_y.bandwidth ?? 0) : 0;
    const result: Frame = {
        left,
        top,
        right: left + width,
        bottom: top + options.height,
        x: (value) => left + Number(scale_x.apply(value)) + band_x / 2,
        y: (value) => top + Number(scale_y.apply(value)) + band_y / 2,
        band_x,
        band_y,
    };
    yLabels(sheet, y, result, y_ticks, margin - tick_room);
    sheet.bottom = result.bottom + 5;
    xLabels(sheet, x, result, x_ticks);
    if (titles && x.title !== "") {
        sheet.paragraph(x.title, left, start + options.width - left, { fill: "var(--muted)" });
    }
    return result;
}

/** How far the text of the last tick reaches over the end of the axis. */
function lastOverhang(axis: NumberAxis, width: number): number {
    const ticks = axis.ticks(width);
    const last = ticks[ticks.length - 1];
    if (last === undefined) {
        return 0;
    }
    const place = ((last.value - axis.domain[0]) / (axis.domain[1] - axis.domain[0])) * width;
    return Math.max(0, textWidth(last.text) / 2 - (width - place) + 2);
}

function scaleOf(axis: Axis, from: number, to: number): Plot.ScaleOptions {
    return axis.kind === "number"
        ? { type: "linear", domain: axis.domain, range: [from, to], axis: null }
        : { type: "band", domain: axis.labels.map((_, index) => String(index)), range: [from, to], padding: axis.padding ?? 0.25, axis: null };
}

/** Plot's own svg, without what only its own page needs; labels of groups that have no role mislead. */
function take(sheet: Sheet, plot: Element, left: number, top: number): void {
    const group = sheet.add("g", { transform: `translate(${left.toFixed(2)},${top.toFixed(2)})` });
    for (const child of [...plot.childNodes]) {
        if (child instanceof Element && child.tagName.toLowerCase() !== "style") {
            group.append(child);
        }
    }
    for (const one of group.querySelectorAll("[aria-label],[aria-hidden]")) {
        one.removeAttribute("aria-label");
        one.removeAttribute("aria-hidden");
    }
}

function yLabels(sheet: Sheet, axis: Axis, frame: Frame, ticks: { value: number; text: string }[], width: number): void {
    if (axis.kind === "number") {
        for (const tick of ticks) {
            sheet.text(frame.left - tick_room + 2, frame.y(tick.value) + 4, tick.text, { anchor: "end", fill: "var(--muted)" });
        }
        return;
    }
    const row = (frame.bottom - frame.top) / Math.max(1, axis.labels.length);
    leftLabels(axis, row, width).forEach((lines, index) => {
        const middle = frame.y(String(index)) + 4 - (lines.length - 1) * 7;
        lines.forEach((line, place) => sheet.text(frame.left - tick_room, middle + place * 14, line, { anchor: "end" }));
    });
}

function xLabels(sheet: Sheet, axis: Axis, frame: Frame, ticks: { value: number; text: string }[]): void {
    if (axis.kind === "number") {
        for (const tick of ticks) {
            sheet.text(frame.x(tick.value), frame.bottom + 17, tick.text, { anchor: "middle", fill: "var(--muted)" });
        }
        sheet.bottom = frame.bottom + 22;
        return;
    }
    const step = (frame.right - frame.left) / Math.max(1, axis.labels.length);
    const lines = axis.labels.map((label) => wrapped(label, step - 6, 3));
    const fits = lines.every((all, index) => all.join(" ") === axis.labels[index]!.split(/\s+/).filter((word) => word !== "").join(" "));
    if (fits || step > 70) {
        lines.forEach((all, index) => {
            all.forEach((line, place) => sheet.text(frame.x(String(index)), frame.bottom + 17 + place * 14, line, { anchor: "middle" }));
        });
        sheet.bottom = frame.bottom + 22 + 14 * (Math.max(1, ...lines.map((all) => all.length)) - 1);
        return;
    }
    const widest = Math.min(80, Math.max(...axis.labels.map((label) => textWidth(label))));
    const every = Math.max(1, Math.ceil((widest + 10) / step));
    const usual = every * step - 8;
    axis.labels.forEach((label, index) => {
        const reach = Math.min(frame.x(String(index)) - 0, sheet.width - frame.x(String(index))) * 2;
        if (index % every === 0) {
            sheet.text(frame.x(String(index)), frame.bottom + 17, shortened(label, Math.min(usual, reach)), { anchor: "middle" });
        }
    });
    sheet.bottom = frame.bottom + 22;
}

/** Whether names fit below so many bands of a width, in three lines at most. */
export function fitsBelow(labels: string[], width: number): boolean {
    const step = (width - 50) / Math.max(1, labels.length);
    return labels.every((label) => wrapped(label, step - 6, 3).join(" ") === label.split(/\s+/).filter((word) => word !== "").join(" "));
}

/** Of one row. Many rows are drawn closer, so that all of them fit on a page of paper. */
export function rowHeight(rows: number): number {
    return rows > 32 ? 17 : rows > 24 ? 20 : 26;
}

/** High enough for the width to show a course over it. */
export function goodHeight(width: number): number {
    return Math.round(Math.max(230, Math.min(330, width * 0.34)));
}

export interface Panel {
    name: string;
    left: number;
    width: number;
}

/** Small multiples: each drawn below its title, as many side by side as there is room for. */
export function panels(sheet: Sheet, names: string[], narrowest: number, draw: (panel: Panel) => void): void {
    const gap = 28;
    const most = Math.max(1, Math.min(names.length, 4, Math.floor((sheet.width + gap) / (narrowest + gap))));
    // Rows of equal length rather than a lone panel at the end.
    const columns = Math.ceil(names.length / Math.ceil(names.length / most));
    const width = (sheet.width - gap * (columns - 1)) / columns;
    for (let first = 0; first < names.length; first += columns) {
        const top = sheet.bottom;
        let lowest = top;
        names.slice(first, first + columns).forEach((name, place) => {
            const left = place * (width + gap);
            sheet.bottom = top;
            if (name !== "") {
                sheet.bottom += 16;
                sheet.text(left, sheet.bottom, shortened(name, width, 13, 600), { size: 13, weight: 600 });
                sheet.bottom += 4;
            }
            draw({ name, left, width });
            lowest = Math.max(lowest, sheet.bottom);
        });
        sheet.bottom = lowest + (first + columns < names.length ? 14 : 0);
    }
}
