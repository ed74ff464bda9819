// Bars from zero, bars in a stack, and bars that step from one total to another.
import { extent, numberText } from "../format";
import { fitsBelow, frame, goodHeight, leftMargin, numberAxis, panels, rowHeight, type Axis, type BandAxis, type Frame, type NumberAxis } from "../frame";
import { textWidth } from "../measure";
import { bands, groups, legendOf, looks, settingOf, type Picture } from "../picture";

interface Bar {
    row: number;
    /** Place among the bands. */
    band: number;
    /** Place and number of bars that share the band. */
    part: number;
    parts: number;
    from: number;
    to: number;
    low: number;
    high: number;
    color: string;
}

export function drawBars(picture: Picture): void {
    const { view, sheet } = picture;
    const labels = bands(view, "label", view.rows);
    const names = groups(view, "series");
    const look_of = looks(view, "series");
    const bars: Bar[] = view.rows.map((row) => ({
        row,
        band: labels.indexOf(view.text("label", row)),
        part: Math.max(0, names.findIndex((one) => one.name === (view.has("series") ? view.text("series", row) : ""))),
        parts: names.length,
        from: 0,
        to: view.number("value", row),
        low: view.number("low", row),
        high: view.number("high", row),
        color: colorOf(look_of, view.text("series", row), view.text("label", row), view.has("series")),
    }));
    legendOf(picture, "series", "area");
    const horizontal = picture.settings["horizontal"] === true || !fitsBelow(labels, sheet.width) || labels.length * names.length > 24;
    putBars(picture, labels, bars, horizontal, settingOf(picture, "reference", "value"));
}

/** Bars of designs have their colour also where the design is the label. */
function colorOf(look_of: ReturnType<typeof looks>, series: string, label: string, has_series: boolean): string {
    const own = look_of(has_series ? series : "").color;
    const of_label = look_of(label).color;
    return !has_series && of_label.includes("design") ? of_label : own;
}

function putBars(picture: Picture, labels: string[], bars: Bar[], horizontal: boolean, reference: number): void {
    const { view, sheet } = picture;
    const numbers = bars.flatMap((bar) => [bar.from, bar.to, bar.low, bar.high]).concat(Number.isFinite(reference) ? [reference] : []);
    const parts = bars[0]?.parts ?? 1;
    const along = numberAxis(view.column("value"), numbers, { zero: true });
    const across: BandAxis = { kind: "band", title: "", labels, padding: parts > 1 ? 0.2 : 0.3 };
    const row = parts > 1 ? 16 * parts + 8 : rowHeight(labels.length);
    const height = horizontal ? Math.max(60, labels.length * row) : goodHeight(sheet.width);
    const words = Math.max(0, ...bars.map((bar) => textWidth(picture.words("value", bar.row)))) + 10;
    const area = frame(sheet, {
        width: sheet.width,
        height,
        x: horizontal ? along : across,
        y: horizontal ? across : along,
        right: horizontal ? Math.min(words, sheet.width * 0.25) : 0,
        marks: [],
    });
    placeBars(picture, area, bars, horizontal, reference);
}

/** Several bars share a band, so they are placed here; the scales are those of the frame. */
function placeBars(picture: Picture, area: Frame, bars: Bar[], horizontal: boolean, reference: number): void {
    const { sheet, view } = picture;
    const band = horizontal ? area.band_y : area.band_x;
    const along = horizontal ? area.x : area.y;
    const zero = Math.max(along(0), horizontal ? area.left : -Infinity);
    for (const bar of bars) {
        if (!Number.isFinite(bar.to)) {
            continue;
        }
        const thickness = (band / bar.parts) * (bar.parts > 1 ? 0.88 : 1);
        const middle = (horizontal ? area.y : area.x)(String(bar.band));
        const start = middle - band / 2 + (bar.part * band) / bar.parts;
        const from = Math.min(along(bar.from), along(bar.to));
        const length = Math.abs(along(bar.to) - along(bar.from));
        const box = horizontal ? { x: from, y: start, width: length, height: thickness } : { x: start, y: from, width: thickness, height: length };
        sheet.add("rect", { ...box, fill: bar.color, class: "bar" });
        const centre = start + thickness / 2;
        whisker(picture, along, bar, centre, horizontal);
        endText(picture, along, bar, centre, horizontal);
        sheet.mark(view.table.id, bar.row, box.x, box.y, box.x + box.width, box.y + box.height);
    }
    const axis = horizontal ? { x1: zero, x2: zero, y1: area.top, y2: area.bottom } : { x1: area.left, x2: area.right, y1: zero, y2: zero };
    sheet.add("line", { ...axis, stroke: "var(--muted)", "stroke-width": 1 });
    if (Number.isFinite(reference)) {
        const at = along(reference);
        const line = horizontal ? { x1: at, x2: at, y1: area.top, y2: area.bottom } : { x1: area.left, x2: area.right, y1: at, y2: at };
        sheet.add("line", { ...line, stroke: "var(--ink)", "stroke-width": 1.2, "stroke-dasharray": "4 3" });
    }
}

function whisker(picture: Picture, along: Frame["x"], bar: Bar, centre: number, horizontal: boolean): void {
    if (Number.isFinite(bar.low) && Number.isFinite(bar.high)) {
        interval(picture, along(bar.low), along(bar.high), centre, horizontal);
    }
}

/** A line with caps from one end of an interval to the other. */
export function interval(picture: Picture, low: number, high: number, centre: number, horizontal: boolean, color = "var(--ink)"): void {
    const cap = 3;
    const path = horizontal
        ? `M${low.toFixed(2)},${(centre - cap).toFixed(2)}v${2 * cap}m0,${-cap}H${high.toFixed(2)}m0,${-cap}v${2 * cap}`
        : `M${(centre - cap).toFixed(2)},${low.toFixed(2)}h${2 * cap}m${-cap},0V${high.toFixed(2)}m${-cap},0h${2 * cap}`;
    picture.sheet.add("path", { d: path, stroke: color, "stroke-width": 1.3, fill: "none" });
}

function endText(picture: Picture, along: Frame["x"], bar: Bar, centre: number, horizontal: boolean): void {
    const words = picture.words("value", bar.row);
    const ends = [bar.to, bar.from, bar.low, bar.high].filter(Number.isFinite).map((value) => along(value));
    const is_loss = bar.to < bar.from;
    if (horizontal) {
        const end = Math.max(...ends);
        picture.sheet.text(end + 6, centre + 4, words, { optional: true, fill: "var(--muted)" });
    } else {
        const end = is_loss ? Math.max(...ends) + 15 : Math.min(...ends) - 5;
        picture.sheet.text(centre, end, words, { anchor: "middle", optional: true, fill: "var(--muted)" });
    }
}

export function drawStack(picture: Picture): void {
    const { view, sheet } = picture;
    legendOf(picture, "part", "area");
    const look_of = looks(view, "part");
    const facets = view.has("facet") ? view.shown("facet") : [""];
    const labels = bands(view, "x", view.rows);
    const numeric = view.column("x")?.type !== "text";
    const order = numeric ? [...labels].sort((a, b) => Number(a) - Number(b)) : labels;
    const piles = facets.map((facet) => stacked(picture, facet, order));
    const y = numberAxis(view.column("value"), extent(piles.flat().flatMap((bar) => [bar.from, bar.to]), true), { zero: true });
    const whole = numeric && order.every((label) => Number.isInteger(Number(label)));
    const shown = order.map((label) => (whole ? numberText(Number(label), 0) : numeric ? bandWords(picture, label) : label));
    const x: Axis = { kind: "band", title: view.heading("x"), labels: shown, padding: order.length > 20 ? 0.08 : 0.25 };
    panels(sheet, facets, 240, (panel) => {
        const area = frame(sheet, { left: panel.left, width: panel.width, height: facets.length > 1 ? 190 : goodHeight(panel.width), x, y, marks: [] });
        for (const bar of piles[facets.indexOf(panel.name)]!) {
            const left = area.x(String(bar.band)) - area.band_x / 2;
            const top = Math.min(area.y(bar.from), area.y(bar.to));
            const height = Math.abs(area.y(bar.from) - area.y(bar.to));
            // A white gap keeps the parts apart where colours look alike.
            sheet.add("rect", { x: left, y: top, width: area.band_x, height: Math.max(0, height - (height > 3 ? 1 : 0)), fill: look_of(view.text("part", bar.row)).color });
            sheet.mark(view.table.id, bar.row, left, top, left + area.band_x, top + height);
        }
        sheet.add("line", { x1: area.left, x2: area.right, y1: area.y(0), y2: area.y(0), stroke: "var(--muted)" });
    });
}

function bandWords(picture: Picture, label: string): string {
    const row = picture.view.rows.find((one) => picture.view.text("x", one) === label);
    return row === undefined ? label : picture.words("x", row);
}

interface Piece {
    row: number;
    band: number;
    from: number;
    to: number;
}

/** What is negative goes down from zero, the rest up. */
function stacked(picture: Picture, facet: string, order: string[]): Piece[] {
    const { view } = picture;
    const up = order.map(() => 0);
    const down = order.map(() => 0);
    const pieces: Piece[] = [];
    for (const { rows } of groups(view, "part")) {
        for (const row of rows.filter((one) => facet === "" || view.text("facet", one) === facet)) {
            const band = order.indexOf(view.text("x", row));
            const value = view.number("value", row);
            if (Number.isFinite(value) && band >= 0) {
                const pile = value < 0 ? down : up;
                pieces.push({ row, band, from: pile[band]!, to: pile[band]! + value });
                pile[band]! += value;
            }
        }
    }
    return pieces;
}

function isStep(picture: Picture, row: number): boolean {
    return picture.view.text("step", row) === "step";
}

/** Steps between two large totals would be slivers on an axis from zero: it is then cut, and its title says so. */
function waterfallAxis(picture: Picture, bars: Bar[], numbers: number[]): NumberAxis {
    const column = picture.view.column("value");
    const whole = numberAxis(column, numbers, { zero: true });
    const tops = bars.flatMap((bar) => (isStep(picture, bar.row) ? [bar.from, bar.to] : [bar.to])).filter(Number.isFinite);
    const [low, high] = [Math.min(...tops), Math.max(...tops)];
    if (!(low > 0) || high - low > 0.3 * high || high === low) {
        return whole;
    }
    const room = (high - low) * 0.35;
    const domain: [number, number] = [Math.max(0, low - room), Math.max(high, ...numbers.filter(Number.isFinite)) + 0.05 * (high - low)];
    return numberAxis(column, numbers, { domain, title: `${whole.title} (the axis is cut: totals begin at zero)` });
}

export function drawWaterfall(picture: Picture): void {
    const { view, sheet } = picture;
    let level = 0;
    const bars: Bar[] = view.rows.map((row, place) => {
        const is_step = isStep(picture, row);
        const value = view.number("value", row);
        const from = is_step ? level : 0;
        const to = from + (Number.isFinite(value) ? value : 0);
        level = to;
        const color = !is_step ? "var(--total)" : value < 0 ? "var(--bad)" : "var(--good)";
        return { row, band: place, part: 0, parts: 1, from, to, low: from + view.number("low", row), high: from + view.number("high", row), color };
    });
    const labels = view.rows.map((row) => view.text("label", row));
    const y: BandAxis = { kind: "band", title: "", labels, padding: 0.3 };
    const numbers = bars.flatMap((bar) => [bar.from, bar.to, bar.low, bar.high]);
    const x = waterfallAxis(picture, bars, numbers);
    const height = Math.max(60, labels.length * rowHeight(labels.length));
    const words = Math.max(0, ...view.rows.map((row) => textWidth(picture.words("value", row)))) + 10;
    const label_width = leftMargin(y, height, Math.max(90, sheet.width * 0.36));
    const area = frame(sheet, { width: sheet.width, height, x, y, marks: [], right: words, label_width });
    // Totals begin where a cut axis does.
    bars.filter((bar) => bar.from < x.domain[0]).forEach((bar) => (bar.from = x.domain[0]));
    bars.slice(0, -1).forEach((bar, place) => {
        const at = area.x(bar.to);
        sheet.add("line", { x1: at, x2: at, y1: area.y(String(place)), y2: area.y(String(place + 1)), stroke: "var(--muted)", "stroke-dasharray": "2 2" });
    });
    placeBars(picture, area, bars, true, NaN);
}
