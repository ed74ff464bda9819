// The figures that matter most as slides: each its takeaway, one chart that can be edited, and where it is from. What no native
// chart can show stands in a table.
import PptxGenJS from "pptxgenjs";

import type { Page } from "./data";
import { lightColors, save } from "./downloads";
import type { FigureOnPage } from "./figures";
import { shortened } from "./measure";
import { chartOf, tableOf, type SlideChart } from "./slide_charts";
import { announce } from "./tooltip";

/** With the title slide twelve. */
const most_slides = 11;
const font = "Calibri";
/** Inches of a wide slide. */
const wide = 13.33;

export function slidesButton(page: Page, figures: FigureOnPage[]): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Slides (.pptx)";
    button.addEventListener("click", () => {
        button.disabled = true;
        announce("The slides are being written.");
        writeSlides(page, figures)
            .then((content) => {
                save("slides.pptx", content);
                announce("The slides are written.");
            })
            .catch(() => announce("The slides could not be written."))
            .finally(() => (button.disabled = false));
    });
    return button;
}

async function writeSlides(page: Page, figures: FigureOnPage[]): Promise<Blob> {
    const light = lightColors();
    const hex = (name: string) => light(name).replace("#", "").toUpperCase();
    const slides = new PptxGenJS();
    slides.layout = "LAYOUT_WIDE";
    slides.title = page.title;
    slides.subject = page.subtitle;
    slides.author = "kamsim";
    slides.company = "";
    slides.theme = { headFontFace: font, bodyFontFace: font };
    titleSlide(slides, page, hex);
    for (const figure of figures.filter((one) => one.figure.slide && one.variant !== undefined).slice(0, most_slides)) {
        figureSlide(slides, page, figure, hex);
    }
    return (await slides.write({ outputType: "blob", compression: true })) as Blob;
}

type Hex = (name: string) => string;

function titleSlide(slides: PptxGenJS, page: Page, hex: Hex): void {
    const slide = slides.addSlide();
    slide.addShape(slides.ShapeType.rect, { x: 0.8, y: 2.35, w: 0.9, h: 0.07, fill: { color: hex("--accent") }, line: { color: hex("--accent") } });
    slide.addText(page.title, { x: 0.7, y: 2.5, w: wide - 1.4, h: 1.2, fontFace: font, fontSize: 36, bold: true, color: hex("--ink"), valign: "top", fit: "shrink" });
    slide.addText([page.subtitle, page.date].filter((one) => one !== "").join("\n"), {
        x: 0.7, y: 3.8, w: wide - 1.4, h: 1, fontFace: font, fontSize: 18, color: hex("--muted"), valign: "top",
    });
    footer(slide, page, hex);
}

function footer(slide: PptxGenJS.Slide, page: Page, hex: Hex): void {
    slide.addText(page.origin, { x: 0.6, y: 7.02, w: wide - 2, h: 0.32, fontFace: font, fontSize: 9, color: hex("--muted"), margin: 0, fit: "shrink" });
    slide.slideNumber = { x: wide - 1, y: 7.02, fontFace: font, fontSize: 9, color: hex("--muted") };
}

function figureSlide(slides: PptxGenJS, page: Page, figure: FigureOnPage, hex: Hex): void {
    const slide = slides.addSlide();
    const takeaway = shortened(figure.takeaway, 4200, 24, 600);
    const size = takeaway.length > 220 ? 16 : takeaway.length > 120 ? 20 : 24;
    slide.addText(takeaway, { x: 0.6, y: 0.35, w: wide - 1.2, h: 1.15, fontFace: font, fontSize: size, bold: true, color: hex("--ink"), margin: 0, valign: "middle" });
    const option = figure.variantElement?.querySelector(":scope > .option")?.textContent ?? "";
    const name = `Figure ${figure.figure.number}. ${figure.figure.title}${option === "" ? "" : ` (${option})`}`;
    slide.addText(name, { x: 0.6, y: 1.5, w: wide - 1.2, h: 0.35, fontFace: font, fontSize: 12, color: hex("--muted"), margin: 0 });
    const chart = chartOf(figure, hex);
    if (chart === undefined) {
        addTable(slide, figure, hex);
    } else {
        addChart(slide, chart, name, hex);
    }
    const notes = [...(figure.variantElement?.querySelectorAll(":scope > .note") ?? [])].map((one) => one.textContent!.trim());
    if (notes.length > 0) {
        slide.addText(shortened(notes.join(" "), 1900, 10), { x: 0.6, y: 6.5, w: wide - 1.2, h: 0.5, fontFace: font, fontSize: 10, color: hex("--muted"), margin: 0, valign: "top" });
    }
    slide.addNotes([document.getElementById(`${figure.id}-description`)?.textContent ?? "", ...notes].join("\n"));
    footer(slide, page, hex);
}

function addChart(slide: PptxGenJS.Slide, chart: SlideChart, name: string, hex: Hex): void {
    const text = { fontFace: font, color: hex("--ink") };
    const options: PptxGenJS.IChartOpts = {
        x: 0.6, y: 1.9, w: wide - 1.2, h: 4.5,
        altText: name,
        chartColors: chart.colors,
        showLegend: chart.legend,
        legendPos: "t", legendFontFace: font, legendFontSize: 12, legendColor: hex("--ink"),
        catAxisLabelFontFace: text.fontFace, catAxisLabelFontSize: 11, catAxisLabelColor: text.color,
        valAxisLabelFontFace: text.fontFace, valAxisLabelFontSize: 11, valAxisLabelColor: text.color,
        catGridLine: { style: "none" },
        valGridLine: { color: hex("--line"), size: 0.75 },
        showCatAxisTitle: chart.category !== "", catAxisTitle: chart.category, catAxisTitleFontFace: font, catAxisTitleFontSize: 11, catAxisTitleColor: hex("--muted"),
        showValAxisTitle: chart.value !== "", valAxisTitle: chart.value, valAxisTitleFontFace: font, valAxisTitleFontSize: 11, valAxisTitleColor: hex("--muted"),
        ...chart.options,
    };
    if (chart.combined !== undefined) {
        slide.addChart(chart.combined, options as never);
    } else {
        slide.addChart(chart.type, chart.data, options);
    }
}

const most_rows = 14;

function addTable(slide: PptxGenJS.Slide, figure: FigureOnPage, hex: Hex): void {
    const { head, rows, numeric } = tableOf(figure);
    const cell = (text: string, column: number, bold: boolean): PptxGenJS.TableCell => ({
        text: shortened(text, 320),
        options: {
            bold, fontFace: font, fontSize: 11, color: hex(bold ? "--muted" : "--ink"), align: numeric[column] ? "right" : "left",
            border: [{ type: "none" }, { type: "none" }, { type: "solid", pt: bold ? 1 : 0.5, color: hex(bold ? "--muted" : "--line") }, { type: "none" }],
        },
    });
    const body = rows.slice(0, most_rows).map((row) => row.map((text, column) => cell(text, column, false)));
    slide.addTable([head.map((text, column) => cell(text, column, true)), ...body], { x: 0.6, y: 1.95, w: wide - 1.2, margin: 0.05 });
    if (rows.length > most_rows) {
        slide.addText(`${rows.length - most_rows} more rows are in the report.`, { x: 0.6, y: 6.15, w: 6, h: 0.3, fontFace: font, fontSize: 10, italic: true, color: hex("--muted"), margin: 0 });
    }
}
