// Rows with dots and intervals, spans of time, and what an answer does when one assumption moves.
import { frame, numberAxis, rowHeight, type BandAxis } from "../frame";
import { textWidth } from "../measure";
import { bands, groups, legendOf, looks, settingOf, type Picture } from "../picture";
import { interval } from "./bars";

export function drawIntervals(picture: Picture): void {
    const { view, sheet } = picture;
    legendOf(picture, "series", "point");
    const labels = bands(view, "label", view.rows);
    const names = groups(view, "series").map((one) => one.name);
    const look_of = looks(view, "series");
    const reference = settingOf(picture, "reference", "value");
    const numbers = [...view.numbers("value", "low", "high"), ...(Number.isFinite(reference) ? [reference] : [])];
    const x = numberAxis(view.column("value"), numbers);
    const y: BandAxis = { kind: "band", title: "", labels, padding: 0.2 };
    // Each series has a lane of its own where a label has several; where every label has one, it stands beside its label.
    const lanes = view.rows.length > labels.length ? Math.max(1, names.length) : 1;
    const row_height = lanes > 1 ? 14 * lanes + 8 : rowHeight(labels.length);
    const area = frame(sheet, { width: sheet.width, height: Math.max(50, labels.length * row_height), x, y, marks: [] });
    upright(picture, area.x(reference), area.top, area.bottom);
    for (const row of view.rows) {
        const band = labels.indexOf(view.text("label", row));
        const lane = lanes > 1 ? Math.max(0, names.indexOf(view.text("series", row))) : 0;
        const middle = area.y(String(band)) - area.band_y / 2 + ((lane + 0.5) * area.band_y) / lanes;
        const own = view.has("series") ? look_of(view.text("series", row)) : look_of(view.text("label", row));
        const look = view.has("series") || own.color.includes("design") ? own : look_of("");
        const [low, value, high] = [area.x(view.number("low", row)), area.x(view.number("value", row)), area.x(view.number("high", row))];
        if (Number.isFinite(low) && Number.isFinite(high)) {
            interval(picture, low, high, middle, true, look.color);
        }
        if (Number.isFinite(value)) {
            sheet.point(value, middle, look, 4.5);
            sheet.mark(view.table.id, row, Math.min(value, low || value), middle - 6, Math.max(value, high || value), middle + 6);
        }
    }
}

function upright(picture: Picture, x: number, top: number, bottom: number): void {
    if (Number.isFinite(x)) {
        picture.sheet.add("line", { x1: x, x2: x, y1: top, y2: bottom, stroke: "var(--ink)", "stroke-width": 1.2, "stroke-dasharray": "4 3" });
    }
}

export function drawGantt(picture: Picture): void {
    const { view, sheet } = picture;
    legendOf(picture, "series", "area");
    const look_of = looks(view, "series");
    const labels = bands(view, "label", view.rows);
    const y: BandAxis = { kind: "band", title: "", labels, padding: 0.3 };
    const column = view.column("end");
    const title = column === undefined || column.unit === "" ? "Time" : column.unit.charAt(0).toUpperCase() + column.unit.slice(1);
    const x = numberAxis(column, view.numbers("start", "end", "end_low", "end_high"), { zero: true, title });
    const lanes = Math.max(1, ...labels.map((label) => view.rows.filter((row) => view.text("label", row) === label).length));
    const area = frame(sheet, { width: sheet.width, height: Math.max(50, labels.length * Math.max(28, 14 * lanes)), x, y, marks: [] });
    const used = new Map<string, number>();
    for (const row of view.rows) {
        const label = view.text("label", row);
        const lane = used.get(label) ?? 0;
        used.set(label, lane + 1);
        const own = view.rows.filter((one) => view.text("label", one) === label).length;
        const thickness = area.band_y / own;
        const top = area.y(String(labels.indexOf(label))) - area.band_y / 2 + lane * thickness;
        const start = area.x(view.number("start", row));
        const end = area.x(view.number("end", row));
        const look = view.has("series") ? look_of(view.text("series", row)) : look_of(label).color.includes("design") ? look_of(label) : look_of("");
        if (Number.isFinite(start) && Number.isFinite(end)) {
            sheet.add("rect", { x: start, y: top + 1, width: Math.max(2, end - start), height: Math.max(2, thickness - 2), fill: look.color, rx: 2 });
            const spread = [area.x(view.number("end_low", row)), area.x(view.number("end_high", row))];
            if (spread.every(Number.isFinite)) {
                interval(picture, spread[0]!, spread[1]!, top + thickness / 2, true);
            }
            sheet.mark(view.table.id, row, start, top, Math.max(end, ...spread.filter(Number.isFinite)), top + thickness);
        }
    }
}

export function drawTornado(picture: Picture): void {
    const { view, sheet } = picture;
    const base = settingOf(picture, "base", "low");
    const labels = view.rows.map((row) => view.text("label", row));
    const numbers = [...view.numbers("low", "high"), ...(Number.isFinite(base) ? [base] : [])];
    const widths = view.rows.flatMap((row) => [textWidth(picture.words("low_text", row), 11), textWidth(picture.words("high_text", row), 11)]);
    const room = view.has("low_text") ? Math.min(90, Math.max(0, ...widths) + 10) : 0;
    sheet.legend([
        { name: "assumption low", look: { color: "var(--end-low)", dash: "", symbol: "square" }, as: "area" },
        { name: "assumption high", look: { color: "var(--end-high)", dash: "", symbol: "square" }, as: "area" },
    ]);
    const usual = numberAxis(view.column("low"), numbers);
    // Texts stand outside both ends, so the axis reaches further than the bars.
    const reach = ((usual.domain[1] - usual.domain[0]) * room) / Math.max(120, sheet.width * 0.6 - 2 * room);
    const x = numberAxis(view.column("low"), numbers, { domain: [Math.min(...numbers) - reach, Math.max(...numbers) + reach], title: axisTitle(picture) });
    const y: BandAxis = { kind: "band", title: "", labels, padding: 0.3 };
    const area = frame(sheet, { width: sheet.width, height: Math.max(50, labels.length * rowHeight(labels.length)), x: numbers.length > 0 ? x : usual, y, marks: [] });
    view.rows.forEach((row, place) => {
        const middle = area.y(String(place));
        for (const end of ["low", "high"]) {
            tornadoEnd(picture, area.x(base), area.x(view.number(end, row)), area.x(view.number(end === "low" ? "high" : "low", row)), middle, area.band_y, end, row);
        }
        const ends = ["low", "high"].map((end) => area.x(view.number(end, row))).filter(Number.isFinite);
        sheet.mark(view.table.id, row, Math.min(...ends, area.x(base)), middle - area.band_y / 2, Math.max(...ends, area.x(base)), middle + area.band_y / 2);
    });
    if (Number.isFinite(base)) {
        sheet.add("line", { x1: area.x(base), x2: area.x(base), y1: area.top, y2: area.bottom, stroke: "var(--ink)", "stroke-width": 1.2 });
    }
}

/** Both ends have a column; what they have in common is the unit. */
function axisTitle(picture: Picture): string {
    const unit = picture.view.column("low")?.unit ?? "";
    return unit === "" ? "Result at both ends" : `Result at both ends, ${unit}`;
}

function tornadoEnd(picture: Picture, base: number, to: number, other: number, middle: number, thickness: number, end: string, row: number): void {
    if (!Number.isFinite(to) || !Number.isFinite(base)) {
        return;
    }
    // Where both ends lie on one side of the base, the farther one would hide the nearer: each has its half of the row.
    const one_side = Number.isFinite(other) && (to - base) * (other - base) > 0;
    const top = middle - thickness / 2 + (one_side && end === "high" ? thickness / 2 : 0);
    const height = one_side ? thickness / 2 : thickness;
    picture.sheet.add("rect", { x: Math.min(base, to), y: top, width: Math.abs(to - base), height, fill: `var(--end-${end})` });
    // An end that changes nothing has its text opposite the other one's bar.
    const is_right = to > base || (to === base && (other < base || (other === base && end === "high")));
    // Beside the nearer of such ends lies the bar of the farther one; its text stands on the free side of the base.
    const is_hidden = one_side && Math.abs(to - base) <= Math.abs(other - base) && !(to === other && end === "low");
    const stands_right = is_right !== is_hidden;
    picture.sheet.text((is_hidden ? base : to) + (stands_right ? 5 : -5), middle + (one_side && !is_hidden ? (end === "low" ? -1 : 9) : 4), picture.words(`${end}_text`, row), {
        size: 11,
        anchor: stands_right ? "start" : "end",
        fill: "var(--muted)",
        optional: true,
    });
}
