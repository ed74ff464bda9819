// Which native chart shows a figure, and its numbers: those of the figure's table, in the unit of their heading.
import PptxGenJS from "pptxgenjs";

import { View } from "./data";
import type { FigureOnPage } from "./figures";
import { isDesign, look } from "./palette";
import { bands, groups, type Groups } from "./picture";
import { headingsOf, wordsOf } from "./words";

export interface SlideChart {
    type: PptxGenJS.CHART_NAME;
    data: { name: string; labels: string[]; values: number[] }[];
    colors: string[];
    legend: boolean;
    category: string;
    value: string;
    options: PptxGenJS.IChartOpts;
    combined?: PptxGenJS.IChartMulti[];
}

type Hex = (name: string) => string;
type Series = SlideChart["data"];

const most_bars = 24;

export function chartOf(figure: FigureOnPage, hex: Hex): SlideChart | undefined {
    const first = figure.variant?.tables[0];
    if (first === undefined || first.rows.length === 0) {
        return undefined;
    }
    const view = new View(first, figure.figure.roles);
    const words = (role: string, row: number) => {
        const column = view.column(role);
        return column === undefined ? "" : (wordsOf(figure.tableElement(first), row)[first.columns.indexOf(column)] ?? "");
    };
    switch (figure.figure.kind) {
        case "lines":
        case "survival":
            return view.has("facet") ? undefined : lineChart(view, words, "y", hex);
        case "fan":
            return lineChart(view, words, "q50", hex);
        case "bars":
        case "intervals":
            return barChart(view, hex);
        case "stack":
            return view.has("facet") ? undefined : stackChart(view, words, "x", "part", hex);
        case "sankey":
            return stackChart(view, words, "from", "to", hex);
        case "waterfall":
            return waterfallChart(view, hex);
        case "pareto":
            return paretoChart(view, hex);
        case "bubbles":
            return bubbleChart(view, hex);
        case "tornado":
            return tornadoChart(view, hex);
        case "distribution":
            return summaryChart(figure, hex);
        default:
            return undefined;
    }
}

function colors(names: string[], hex: Hex, all: string[] = names): string[] {
    return names.map((name) => hex(variable(names.length === 1 && name === "" ? "var(--accent)" : look(name, all).color)));
}

function variable(color: string): string {
    return color.slice(4, -1);
}

/** A missing number is a gap, which the writer of charts asks for as an empty text. */
function value(number: number): number {
    return Number.isFinite(number) ? Number(number.toPrecision(12)) : ("" as unknown as number);
}

function valuesBy(group: Groups, keys: string[], key: (row: number) => string, number: (row: number) => number): number[] {
    return keys.map((one) => {
        const row = group.rows.find((candidate) => key(candidate) === one);
        return value(row === undefined ? NaN : number(row));
    });
}

function lineChart(view: View, words: (role: string, row: number) => string, role: string, hex: Hex): SlideChart {
    const ordered = [...view.rows].sort((a, b) => view.number("x", a) - view.number("x", b));
    const keys = bands(view, "x", ordered);
    const names = groups(view, "series");
    const labels = keys.map((key) => words("x", ordered.find((row) => view.text("x", row) === key)!));
    const data: Series = names.map((one) => ({
        name: one.name || view.heading(role),
        labels,
        values: valuesBy(one, keys, (row) => view.text("x", row), (row) => view.number(role, row)),
    }));
    return {
        type: "line", data, colors: colors(names.map((one) => one.name), hex, view.names("series")), legend: names.length > 1,
        category: view.heading("x"), value: view.heading(role),
        options: { lineSize: 2.25, lineDataSymbolSize: keys.length > 20 ? 2 : 6, lineDataSymbol: keys.length > 30 ? "none" : "circle", catAxisLabelFrequency: keys.length > 15 ? String(Math.ceil(keys.length / 10)) : "1" },
    };
}

function barChart(view: View, hex: Hex): SlideChart {
    const keys = bands(view, "label", view.rows).slice(0, most_bars);
    const names = groups(view, "series");
    // Bars of designs have their colours also where the design is the label.
    const own = !view.has("series") && keys.length > 1 && keys.every(isDesign);
    const data: Series = names.map((one) => ({
        name: one.name || view.heading("value"),
        labels: keys,
        values: valuesBy(one, keys, (row) => view.text("label", row), (row) => view.number("value", row)),
    }));
    return horizontal({ data, colors: own ? colors(keys, hex) : colors(names.map((one) => one.name), hex, view.names("series")), legend: names.length > 1, value: view.heading("value") });
}

function horizontal(chart: { data: Series; colors: string[]; legend: boolean; value: string; options?: PptxGenJS.IChartOpts }): SlideChart {
    return {
        type: "bar", data: chart.data, colors: chart.colors, legend: chart.legend, category: "", value: chart.value,
        options: { barDir: "bar", catAxisOrientation: "maxMin" as "minMax", barGapWidthPct: 45, catAxisLabelPos: "low", ...chart.options },
    };
}

function stackChart(view: View, words: (role: string, row: number) => string, x: string, part: string, hex: Hex): SlideChart {
    const keys = bands(view, x, view.rows);
    const all = x === "from" ? [...new Set([...view.names("from"), ...view.names("to")])] : view.names(part);
    const names = groups(view, part).sort((a, b) => all.indexOf(a.name) - all.indexOf(b.name));
    const labels = keys.map((key) => words(x, view.rows.find((row) => view.text(x, row) === key)!));
    const data: Series = names.map((one) => ({
        name: one.name,
        labels,
        values: valuesBy(one, keys, (row) => view.text(x, row), (row) => view.number("value", row)),
    }));
    return {
        type: "bar", data, colors: colors(names.map((one) => one.name), hex, all), legend: true, category: view.heading(x), value: view.heading("value"),
        options: { barDir: "col", barGrouping: "stacked", barGapWidthPct: 40 },
    };
}

/** A stack whose lowest part has the colour of the paper. Steps across zero have none that a stack can show. */
function waterfallChart(view: View, hex: Hex): SlideChart | undefined {
    let level = 0;
    const steps = view.rows.map((row) => {
        const is_step = view.text("step", row) === "step";
        const number = view.number("value", row);
        const from = is_step ? level : 0;
        level = from + (Number.isFinite(number) ? number : 0);
        return { label: view.text("label", row), is_step, number, low: Math.min(from, level), length: Math.abs(level - from) };
    });
    if (steps.some((one) => one.low < 0)) {
        return undefined;
    }
    const labels = steps.map((one) => one.label);
    const part = (name: string, of: (step: (typeof steps)[number]) => number) => ({ name, labels, values: steps.map((one) => value(of(one))) });
    return horizontal({
        data: [
            part("base", (one) => (one.is_step ? one.low : 0)),
            part("total", (one) => (one.is_step ? 0 : one.length)),
            part("more", (one) => (one.is_step && one.number >= 0 ? one.length : 0)),
            part("less", (one) => (one.is_step && one.number < 0 ? one.length : 0)),
        ],
        colors: ["FFFFFF", hex("--total"), hex("--good"), hex("--bad")],
        legend: false,
        value: view.heading("value"),
        options: { barGrouping: "stacked", valGridLine: { style: "none" } },
    });
}

function paretoChart(view: View, hex: Hex): SlideChart {
    const rows = view.rows.slice(0, most_bars);
    const labels = rows.map((row) => view.text("label", row));
    const of = (role: string): Series => [{ name: view.heading(role), labels, values: rows.map((row) => value(view.number(role, row))) }];
    const full = 1 / (view.column("share")?.scale ?? 1);
    const combined: PptxGenJS.IChartMulti[] = [
        { type: "bar" as PptxGenJS.CHART_NAME, data: of("value"), options: { barDir: "col", barGapWidthPct: 30, chartColors: [hex("--accent-soft")] } },
        { type: "line" as PptxGenJS.CHART_NAME, data: of("share"), options: { secondaryValAxis: true, secondaryCatAxis: true, chartColors: [hex("--line-share")], lineSize: 2.25, lineDataSymbolSize: 5 } },
    ];
    const title = { titleFontFace: "Calibri", titleFontSize: 11, titleColor: hex("--muted") };
    return {
        type: "bar", data: [], colors: [hex("--accent-soft"), hex("--line-share")], legend: true, category: "", value: "", combined,
        options: {
            showCatAxisTitle: false,
            catAxes: [{ catAxisLabelFontSize: 10 }, { catAxisHidden: true }],
            valAxes: [
                { showValAxisTitle: true, valAxisTitle: view.heading("value"), valGridLine: { color: hex("--line"), size: 0.75 }, ...title },
                { showValAxisTitle: true, valAxisTitle: view.heading("share"), valAxisMinVal: 0, valAxisMaxVal: full, valGridLine: { style: "none" }, ...title },
            ] as PptxGenJS.IChartOpts["valAxes"],
        },
    };
}

function bubbleChart(view: View, hex: Hex): SlideChart {
    const rows = view.rows.filter((row) => Number.isFinite(view.number("x", row)) && Number.isFinite(view.number("y", row)));
    const with_size = view.has("size");
    const x = rows.map((row) => value(view.number("x", row)));
    const y = { name: view.heading("y"), values: rows.map((row) => value(view.number("y", row))) };
    const sizes = rows.map((row) => Math.max(0, view.number("size", row) || 0));
    const data = [{ name: view.heading("x"), values: x }, with_size ? { ...y, sizes } : y] as unknown as Series;
    return {
        type: with_size ? "bubble" : "scatter", data, colors: [hex("--accent")], legend: false, category: view.heading("x"), value: view.heading("y"),
        options: with_size ? { chartColorsOpacity: 60 } : { lineSize: 0, lineDataSymbolSize: 8 },
    };
}

function tornadoChart(view: View, hex: Hex): SlideChart {
    const rows = view.rows.slice(0, most_bars);
    const labels = rows.map((row) => view.text("label", row));
    const data: Series = ["low", "high"].map((end) => ({ name: view.heading(end), labels, values: rows.map((row) => value(view.number(end, row))) }));
    return horizontal({ data, colors: [hex("--end-low"), hex("--end-high")], legend: true, value: "" });
}

/** Of densities the slide shows what sums them up. */
function summaryChart(figure: FigureOnPage, hex: Hex): SlideChart | undefined {
    const table = figure.variant?.tables.find((one) => one.id === "summary");
    if (table === undefined) {
        return undefined;
    }
    const view = new View(table, undefined);
    const labels = view.rows.map((row) => view.text("series", row));
    const ids = ["q05", "q50", "q95"].filter((id) => view.has(id));
    const data: Series = ids.map((id) => ({ name: view.heading(id), labels, values: view.rows.map((row) => value(view.number(id, row))) }));
    return { ...horizontal({ data, colors: [hex("--end-low"), hex("--total"), hex("--end-high")], legend: true, value: "" }) };
}

/** The first table in the words of the page. */
export function tableOf(figure: FigureOnPage): { head: string[]; rows: string[][]; numeric: boolean[] } {
    const table = figure.variant!.tables[0]!;
    const element = figure.tableElement(table);
    const columns = Math.min(9, table.columns.length);
    return {
        head: headingsOf(element).slice(0, columns),
        rows: table.rows.map((_, row) => wordsOf(element, row).slice(0, columns)),
        numeric: table.columns.slice(0, columns).map((one) => one.type === "number" || one.type === "whole number"),
    };
}
