// What may come, over time: a panel for each series with the median and two bands.
import * as Plot from "@observablehq/plot";

import { frame, goodHeight, numberAxis, panels } from "../frame";
import { isDesign, plain } from "../palette";
import { looks, type Picture } from "../picture";
import { markPoints } from "./lines";

export function drawFan(picture: Picture): void {
    const { view, sheet } = picture;
    // Panels that are no designs are told apart by their titles.
    const own_look = looks(view, "series");
    const look_of = (name: string) => (isDesign(name) ? own_look(name) : plain);
    const all = numberAxis(view.column("q50"), view.numbers("q05", "q95", "mean"));
    const x = numberAxis(view.column("x"), view.numbers("x"), { exact: true });
    const names = view.has("series") ? view.shown("series") : [""];
    bandLegend(picture);
    panels(sheet, names, 230, (panel) => {
        const rows = view.rows.filter((row) => panel.name === "" || view.text("series", row) === panel.name);
        const role = (name: string) => (row: number) => view.number(name, row);
        const own = rows.flatMap((row) => ["q05", "q95", "mean"].map((name) => view.number(name, row)));
        const y = picture.settings["own_scale"] === true ? numberAxis(view.column("q50"), own) : all;
        const color = look_of(panel.name).color;
        const at = role("x");
        const marks = [
            Plot.areaY(rows, { x: at, y1: role("q05"), y2: role("q95"), fill: color, fillOpacity: 0.18 }),
            Plot.areaY(rows, { x: at, y1: role("q25"), y2: role("q75"), fill: color, fillOpacity: 0.3 }),
            Plot.line(rows, { x: at, y: role("q50"), stroke: color, strokeWidth: 2.2 }),
            ...(view.has("mean") ? [Plot.line(rows, { x: at, y: role("mean"), stroke: "var(--ink)", strokeWidth: 1.2, strokeDasharray: "3 3" })] : []),
        ];
        const area = frame(sheet, { left: panel.left, width: panel.width, height: names.length > 1 ? 180 : goodHeight(panel.width), x, y, marks });
        markPoints(sheet, view, rows, area, "q50");
    });
}

function bandLegend(picture: Picture): void {
    const { sheet, view } = picture;
    const line = (thickness: number, dash: string) => (left: number, middle: number) =>
        void sheet.add("line", { x1: left, x2: left + 22, y1: middle, y2: middle, stroke: "var(--ink)", "stroke-width": thickness, "stroke-dasharray": dash });
    const band = (opacity: number) => (left: number, middle: number) =>
        void sheet.add("rect", { x: left, y: middle - 6, width: 22, height: 12, fill: "var(--ink)", "fill-opacity": opacity });
    sheet.samples([
        { name: "median", draw: line(2.2, "") },
        { name: "middle half of the futures", draw: band(0.4) },
        { name: "nine of ten", draw: band(0.18) },
        ...(view.has("mean") ? [{ name: "mean", draw: line(1.2, "3 3") }] : []),
    ]);
}
