// Cells of colour with their text. Colours are thin enough for the ink of the page to be read on them, light or dark.
import { extent } from "../format";
import { leftMargin, type BandAxis } from "../frame";
import { shortened, textWidth, wrapped } from "../measure";
import { inOrder, isDesign, look } from "../palette";
import { bands, setting, type Picture } from "../picture";

const strongest = 0.55;

export function drawHeatmap(picture: Picture): void {
    const { view, sheet } = picture;
    const columns = ordered(picture, "x");
    const lines = ordered(picture, "y");
    const words = (role: string, key: string) => {
        const row = view.rows.find((one) => view.text(role, one) === key)!;
        return view.column(role)?.type === "text" ? key : picture.words(role, row);
    };
    const labels = lines.map((line) => words("y", line));
    const axis: BandAxis = { kind: "band", title: "", labels };
    const left = leftMargin(axis, 100, Math.max(80, sheet.width * 0.3));
    const step = (sheet.width - left) / Math.max(1, columns.length);
    if (view.has("group")) {
        const names = view.shown("group").filter((name) => name !== "");
        sheet.legend(names.map((name) => ({ name, look: look(name, view.names("group")), as: "area" })));
    }
    if (view.heading("y") !== "") {
        sheet.paragraph(view.heading("y"), 0, sheet.width, { fill: "var(--muted)" });
    }
    columnLabels(picture, columns.map((column) => words("x", column)), left, step);
    const row_height = lines.length > 20 ? 22 : 30;
    const top = sheet.bottom;
    const color_of = colors(picture);
    for (const row of view.rows) {
        const x = left + columns.indexOf(view.text("x", row)) * step;
        const y = top + lines.indexOf(view.text("y", row)) * row_height;
        cell(picture, row, x, y, step, row_height, color_of);
    }
    // Rings last, or the neighbours would lie over them.
    for (const row of view.rows.filter((one) => view.truth("outline", one))) {
        const x = left + columns.indexOf(view.text("x", row)) * step;
        const y = top + lines.indexOf(view.text("y", row)) * row_height;
        sheet.add("rect", { x: x + 1.5, y: y + 1.5, width: Math.max(2, step - 3), height: row_height - 3, fill: "none", stroke: "var(--ink)", "stroke-width": 2 });
    }
    labels.forEach((label, place) => {
        sheet.text(left - 10, top + (place + 0.5) * row_height + 4, shortened(label, left - 12), { anchor: "end" });
    });
    sheet.bottom = top + lines.length * row_height + 6;
    sheet.paragraph(view.heading("x"), left, sheet.width - left, { fill: "var(--muted)" });
}

/** Numbers in their order, designs in theirs, other names in that of the table. */
function ordered(picture: Picture, role: string): string[] {
    const { view } = picture;
    const keys = bands(view, role, view.rows);
    const is_number = view.column(role)?.type === "number" || view.column(role)?.type === "whole number";
    const sign = role === "y" ? -1 : 1;
    if (keys.every(isDesign)) {
        return inOrder(keys);
    }
    return is_number ? keys.sort((a, b) => sign * (Number(a) - Number(b))) : keys;
}

function columnLabels(picture: Picture, labels: string[], left: number, step: number): void {
    const { sheet } = picture;
    const lines = labels.map((label) => wrapped(label, step - 6, 3));
    const widest = Math.min(80, Math.max(0, ...labels.map((label) => textWidth(label))));
    const every = step > 42 ? 1 : Math.max(1, Math.ceil((Math.min(widest, 60) + 8) / step));
    const high = every > 1 ? 1 : Math.max(1, ...lines.map((all) => all.length));
    sheet.bottom += 14 * high + 4;
    labels.forEach((label, place) => {
        const middle = left + (place + 0.5) * step;
        if (every > 1) {
            const reach = Math.min(middle, sheet.width - middle) * 2;
            sheet.text(middle, sheet.bottom - 6, place % every === 0 ? shortened(label, Math.min(every * step - 6, reach)) : "", { anchor: "middle" });
        } else {
            const own = lines[place]!;
            own.forEach((line, index) => sheet.text(middle, sheet.bottom - 6 - 14 * (own.length - 1 - index), line, { anchor: "middle" }));
        }
    });
}

type ColorOf = (row: number) => { fill: string; strength: number };

function colors(picture: Picture): ColorOf {
    const { view } = picture;
    const found = extent(view.numbers("value"), false);
    const scale = picture.settings["scale"] ?? "sequential";
    const unit = view.column("value")?.scale ?? 1;
    const set = (name: string, otherwise: number) => (Number.isFinite(setting(picture, name)) ? setting(picture, name) / unit : otherwise);
    const [low, high] = [set("low", Math.min(found[0], scale === "sequential" ? Math.max(0, found[0]) : found[0])), set("high", found[1])];
    const part = (value: number) => (high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 1);
    if (view.has("group")) {
        const names = view.names("group");
        return (row) => ({
            fill: look(view.text("group", row), names).color,
            strength: view.text("group", row) === "" ? 0 : view.has("value") ? 0.12 + 0.24 * part(view.number("value", row) || 0) : 0.3,
        });
    }
    if (scale === "diverging") {
        const most = Math.max(Math.abs(low), Math.abs(high)) || 1;
        return (row) => {
            const value = view.number("value", row);
            return { fill: value < 0 ? "var(--heat-below)" : "var(--heat)", strength: strongest * Math.min(1, Math.abs(value) / most) };
        };
    }
    return (row) => ({ fill: "var(--heat)", strength: 0.04 + (strongest - 0.04) * part(view.number("value", row)) });
}

function cell(picture: Picture, row: number, x: number, y: number, width: number, height: number, color_of: ColorOf): void {
    const { view, sheet } = picture;
    const { fill, strength } = color_of(row);
    const gap = width > 12 ? 1 : 0;
    const missing = view.has("value") && !Number.isFinite(view.number("value", row));
    sheet.add("rect", {
        x: x + gap, y: y + gap, width: Math.max(1, width - 2 * gap), height: Math.max(1, height - 2 * gap), rx: gap * 2,
        fill: missing || !Number.isFinite(strength) ? "var(--line)" : fill,
        "fill-opacity": missing || !Number.isFinite(strength) ? 0.3 : Number(strength.toFixed(3)),
        stroke: "var(--line)", "stroke-width": gap * 0.7,
    });
    const text = view.has("text") ? picture.words("text", row) : missing ? "" : picture.words("value", row);
    const size = textWidth(text, 12) <= width - 6 ? 12 : 11;
    const shown = view.column("text")?.type === "text" ? shortened(text, width - 6, size) : textWidth(text, size) <= width - 4 ? text : "";
    sheet.text(x + width / 2, y + height / 2 + 4, shown, { anchor: "middle", size });
    sheet.mark(view.table.id, row, x, y, x + width, y + height);
}
