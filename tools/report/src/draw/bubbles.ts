// Points of two quantities, in quadrants where there are some, as large as a third.
import * as Plot from "@observablehq/plot";

import type { Column } from "../data";
import { extent } from "../format";
import { frame, numberAxis, type Frame, type NumberAxis } from "../frame";
import { shortened, textWidth } from "../measure";
import { legendOf, looks, setting, type Picture } from "../picture";

const largest = 18;

export function drawBubbles(picture: Picture): void {
    const { view, sheet } = picture;
    legendOf(picture, "series", "point");
    const [x_split, y_split] = [setting(picture, "x_split"), setting(picture, "y_split")];
    const x_unit = view.column("x")?.scale ?? 1;
    const y_unit = view.column("y")?.scale ?? 1;
    const with_split = (numbers: number[], split: number) => (Number.isFinite(split) ? [...numbers, split] : numbers);
    const x = roomy(view.column("x"), with_split(view.numbers("x", "x_low", "x_high"), x_split / x_unit), 0.06);
    const y = roomy(view.column("y"), with_split(view.numbers("y", "y_low", "y_high"), y_split / y_unit), 0.13);
    const rules = { stroke: "var(--ink)", strokeDasharray: "4 3", strokeWidth: 1 };
    const marks = [
        ...(Number.isFinite(x_split) ? [Plot.ruleX([x_split / x_unit], rules)] : []),
        ...(Number.isFinite(y_split) ? [Plot.ruleY([y_split / y_unit], rules)] : []),
    ];
    const height = Math.max(280, Math.min(430, sheet.width * 0.6));
    const area = frame(sheet, { width: sheet.width, height, x, y, marks, grid: "both", right: 14 });
    const rows = view.rows.filter((row) => Number.isFinite(view.number("x", row)) && Number.isFinite(view.number("y", row)));
    const most = Math.max(...view.numbers("size"), 0);
    const radius = (row: number) => (view.has("size") && most > 0 ? Math.max(3, largest * Math.sqrt(Math.max(0, view.number("size", row) || 0) / most)) : 5);
    // Large ones first, or they would hide the small ones.
    const order = [...rows].sort((a, b) => radius(b) - radius(a));
    order.forEach((row) => whiskers(picture, area, row));
    order.forEach((row) => bubble(picture, area, row, radius(row)));
    quadrants(picture, area, x_split / x_unit, y_split / y_unit);
    labels(picture, area, order, radius);
}

/** Room around the points, for the largest of them and the names of the quadrants. */
function roomy(column: Column | undefined, numbers: number[], part: number): NumberAxis {
    const [low, high] = extent(numbers, false);
    const room = (high - low) * part;
    return numberAxis(column, numbers, { domain: [low - room, high + room] });
}

function whiskers(picture: Picture, area: Frame, row: number): void {
    const { view, sheet } = picture;
    const [x, y] = [area.x(view.number("x", row)), area.y(view.number("y", row))];
    const color = looks(view, "series")(view.text("series", row)).color;
    const style = { stroke: color, "stroke-width": 1, "stroke-opacity": 0.6 };
    const [x1, x2] = [area.x(view.number("x_low", row)), area.x(view.number("x_high", row))];
    const [y1, y2] = [area.y(view.number("y_low", row)), area.y(view.number("y_high", row))];
    if (Number.isFinite(x1) && Number.isFinite(x2)) {
        sheet.add("line", { x1, x2, y1: y, y2: y, ...style });
    }
    if (Number.isFinite(y1) && Number.isFinite(y2)) {
        sheet.add("line", { x1: x, x2: x, y1, y2, ...style });
    }
}

function bubble(picture: Picture, area: Frame, row: number, radius: number): void {
    const { view, sheet } = picture;
    const look = looks(view, "series")(view.text("series", row));
    const [x, y] = [area.x(view.number("x", row)), area.y(view.number("y", row))];
    sheet.point(x, y, look, radius, view.has("size"));
    sheet.mark(view.table.id, row, x - radius, y - radius, x + radius, y + radius);
}

function quadrants(picture: Picture, area: Frame, x_split: number, y_split: number): void {
    const { sheet, settings } = picture;
    const middle_x = Number.isFinite(x_split) ? area.x(x_split) : (area.left + area.right) / 2;
    for (const [name, side, line] of [
        ["north_west", "left", area.top + 14],
        ["north_east", "right", area.top + 14],
        ["south_west", "left", area.bottom - 6],
        ["south_east", "right", area.bottom - 6],
    ] as const) {
        const room = side === "left" ? middle_x - area.left : area.right - middle_x;
        const text = settings[name] === undefined ? "" : shortened(String(settings[name]), room - 12, 12, 600);
        const at = side === "left" ? area.left + 6 : area.right - 6;
        if (Array.from(text).length > 3 && Number.isFinite(y_split)) {
            sheet.text(at, line, text, { anchor: side === "left" ? "start" : "end", weight: 600, fill: "var(--muted)", halo: true });
        }
    }
}

interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
}

/** A name stands right, left, above or below its point, where nothing else is; else it is left to the hover. */
function labels(picture: Picture, area: Frame, rows: number[], radius: (row: number) => number): void {
    const { view, sheet } = picture;
    const centre = (row: number) => [area.x(view.number("x", row)), area.y(view.number("y", row))] as const;
    const taken: Box[] = rows.map((row) => {
        const [x, y] = centre(row);
        const r = Math.min(radius(row), 10);
        return { left: x - r, right: x + r, top: y - r, bottom: y + r };
    });
    for (const name of ["north", "south"]) {
        const top = name === "north" ? area.top : area.bottom - 20;
        if (picture.settings[`${name}_west`] !== undefined) {
            taken.push({ left: area.left, right: area.right, top, bottom: top + 20 });
        }
    }
    rows.forEach((row, place) => {
        const [x, y] = centre(row);
        const r = radius(row);
        const text = shortened(view.text("label", row), 130, 11);
        const width = textWidth(text, 11);
        const others = taken.filter((_, index) => index !== place);
        const beside = [{ left: x + r + 4, top: y - 7 }, { left: x - r - 4 - width, top: y - 7 }];
        const above = [{ left: x - width / 2, top: y - r - 16 }, { left: x - width / 2, top: y + r + 2 }];
        // A name beside the point would lie on the whiskers along x.
        const places = (view.has("x_low") ? [...above, ...beside] : [...beside, ...above]).map((one) => ({ ...one, right: one.left + width, bottom: one.top + 14 }));
        const free = places.find(
            (box) =>
                box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom &&
                !others.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom),
        );
        if (free !== undefined && text !== "") {
            taken.push(free);
            sheet.text(free.left, free.top + 11, text, { size: 11, optional: true, halo: true });
        }
    });
}
