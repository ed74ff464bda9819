// How much hangs on how few: bars from the largest on, and what they add up to on an axis of its own.

import { numberText } from "../format";
import { fitsBelow, frame, goodHeight, numberAxis, type Axis } from "../frame";
import { setting, type Picture } from "../picture";
import { textWidth } from "../measure";

export function drawPareto(picture: Picture): void {
    const { view, sheet } = picture;
    const names = view.rows.map((row) => view.text("label", row));
    const in_words = fitsBelow(names, sheet.width - 50);
    const unit = view.column("share")?.scale ?? 1;
    const full = 1 / unit;
    const share_word = (share: number) => numberText(share, 0) + (unit === 0.01 ? "\u00a0%" : "");
    const room = textWidth(share_word(full)) + 14;
    const title = in_words ? "" : `${view.heading("label")}, in the order of the table`;
    const x: Axis = { kind: "band", title, labels: in_words ? names : names.map((_, place) => String(place + 1)), padding: names.length > 60 ? 0.05 : 0.2 };
    const y = numberAxis(view.column("value"), view.numbers("value"), { zero: true });
    sheet.paragraph(`Line and right axis: ${view.heading("share")}`, 0, sheet.width, { fill: "var(--line-share)" });
    const area = frame(sheet, { width: sheet.width, height: goodHeight(sheet.width), x, y, marks: [], right: room });
    const at = (share: number) => area.bottom - (share / full) * (area.bottom - area.top);
    for (const [place, row] of view.rows.entries()) {
        bar(picture, area.x(String(place)), area.band_x, area.y(view.number("value", row)), area.y(0), row);
    }
    for (const share of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
        sheet.text(area.right + 8, at(share * full) + 4, share_word(share * full), { fill: "var(--line-share)" });
    }
    cumulative(picture, (row) => area.x(String(view.rows.indexOf(row))), at);
    const rule = setting(picture, "rule");
    if (Number.isFinite(rule)) {
        sheet.add("line", { x1: area.left, x2: area.right, y1: at(rule * full), y2: at(rule * full), stroke: "var(--ink)", "stroke-dasharray": "4 3", "stroke-width": 1.2 });
    }
}

function bar(picture: Picture, middle: number, width: number, top: number, zero: number, row: number): void {
    const { sheet, view } = picture;
    if (Number.isFinite(top)) {
        sheet.add("rect", { x: middle - width / 2, y: Math.min(top, zero), width, height: Math.abs(zero - top), fill: "var(--accent-soft)", class: "bar" });
        sheet.mark(view.table.id, row, middle - width / 2, Math.min(top, zero), middle + width / 2, Math.max(top, zero));
    }
}

function cumulative(picture: Picture, x: (row: number) => number, y: (share: number) => number): void {
    const { sheet, view } = picture;
    const rows = view.rows.filter((row) => Number.isFinite(view.number("share", row)));
    const band = rows.filter((row) => Number.isFinite(view.number("low", row)) && Number.isFinite(view.number("high", row)));
    const place = (role: string) => (row: number) => `${x(row).toFixed(2)},${y(view.number(role, row)).toFixed(2)}`;
    if (band.length > 1) {
        const points = [...band.map(place("high")), ...[...band].reverse().map(place("low"))];
        sheet.add("path", { d: `M${points.join("L")}Z`, fill: "var(--line-share)", "fill-opacity": 0.18 });
    }
    if (rows.length > 0) {
        sheet.add("path", { d: `M${rows.map(place("share")).join("L")}`, fill: "none", stroke: "var(--line-share)", "stroke-width": 2.2 });
    }
    for (const row of rows.length <= 40 ? rows : []) {
        sheet.add("circle", { cx: x(row), cy: y(view.number("share", row)), r: 2.5, fill: "var(--line-share)" });
    }
}
