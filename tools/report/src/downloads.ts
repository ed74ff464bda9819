// A figure as a file: a drawing that stands alone, a picture of it, and the numbers.
import { heading, type Cell, type Column, type Table } from "./data";
import type { FigureOnPage } from "./figures";
import { namespace } from "./sheet";

export function save(name: string, content: Blob): void {
    const link = document.createElement("a");
    const address = URL.createObjectURL(content);
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function addDownloads(figure: FigureOnPage): void {
    for (const element of figure.element.querySelectorAll<HTMLElement>(":scope > .variant")) {
        const variant = figure.figure.variants.find((one) => one.option === Number(element.dataset["option"]));
        if (variant === undefined) {
            continue;
        }
        const tools = document.createElement("div");
        tools.className = "downloads";
        const drawing = element.querySelector(":scope > .drawing");
        const number = figure.figure.number;
        if (drawing !== null && variant.tables[0]!.rows.length > 0) {
            tools.append(
                button("SVG", `SVG of figure ${number}`, () => saveSvg(figure)),
                button("PNG", `PNG of figure ${number}`, () => savePng(figure)),
            );
        }
        variant.tables.forEach((table, place) => {
            const text = place === 0 ? "CSV" : `CSV: ${table.title}`;
            const name = `${figure.id}${place === 0 ? "" : `-${table.id}`}.csv`;
            tools.append(button(text, `${text} of ${drawing === null ? "table" : "figure"} ${number}`, () => save(name, new Blob([csv(table)], { type: "text/csv;charset=utf-8" }))));
        });
        const notes = element.querySelectorAll(":scope > .note");
        (drawing === null ? element.lastElementChild! : (notes[notes.length - 1] ?? drawing)).after(tools);
    }
}

function button(text: string, label: string, action: () => void): HTMLButtonElement {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    element.setAttribute("aria-label", label);
    element.addEventListener("click", action);
    return element;
}

/** Rows in the unit of their headings. What a spreadsheet might take for a formula gets an apostrophe. */
export function csv(table: Table): string {
    const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const guarded = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
    const word = (cell: Cell, column: Column): string => {
        if (cell === null) {
            return "";
        }
        if (typeof cell === "number") {
            return String(Number((cell / column.scale).toPrecision(12)));
        }
        if (typeof cell === "boolean") {
            return cell ? "yes" : "no";
        }
        return column.type === "text" ? guarded(cell) : cell;
    };
    const lines = [table.columns.map((column) => quoted(guarded(heading(column)))).join(",")];
    for (const row of table.rows) {
        lines.push(row.map((cell, index) => quoted(word(cell, table.columns[index]!))).join(","));
    }
    return lines.join("\r\n") + "\r\n";
}

/** The drawing with light colours written out, its name and description inside, on white. */
export function standAlone(figure: FigureOnPage): { text: string; width: number; height: number } | undefined {
    const svg = figure.svg;
    if (svg === null) {
        return undefined;
    }
    const copy = svg.cloneNode(true) as SVGSVGElement;
    copy.querySelectorAll(".pointed").forEach((one) => one.remove());
    for (const attribute of ["tabindex", "aria-labelledby", "aria-describedby", "class", "style"]) {
        copy.removeAttribute(attribute);
    }
    const { width, height } = svg.viewBox.baseVal;
    const paper = document.createElementNS(namespace, "rect");
    paper.setAttribute("width", String(width));
    paper.setAttribute("height", String(height));
    paper.setAttribute("fill", "var(--paper)");
    const title = document.createElementNS(namespace, "title");
    title.textContent = `Figure ${figure.figure.number}. ${figure.figure.title}`;
    const description = document.createElementNS(namespace, "desc");
    description.textContent = document.getElementById(`${figure.id}-description`)?.textContent ?? "";
    copy.prepend(title, description, paper);
    copy.querySelectorAll("[class]").forEach((one) => one.removeAttribute("class"));
    copy.querySelectorAll("[style]").forEach((one) => one.removeAttribute("style"));
    const text = new XMLSerializer().serializeToString(copy);
    const light = lightColors();
    return { text: text.replace(/var\((--[a-z0-9-]+)\)/g, (_, name: string) => light(name)), width, height };
}

/** Light colours of the page's variables, whatever the page looks like now. */
export function lightColors(): (name: string) => string {
    const probe = document.createElement("div");
    probe.className = "light";
    document.body.append(probe);
    const style = getComputedStyle(probe);
    const known = new Map<string, string>();
    return (name) => {
        let color = known.get(name);
        if (color === undefined) {
            color = style.getPropertyValue(name).trim() || "#000000";
            known.set(name, color);
        }
        return color;
    };
}

function saveSvg(figure: FigureOnPage): void {
    const drawing = standAlone(figure);
    if (drawing !== undefined) {
        save(`${figure.id}.svg`, new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${drawing.text}`], { type: "image/svg+xml" }));
    }
}

const picture_width = 1920;

function savePng(figure: FigureOnPage): void {
    const drawing = standAlone(figure);
    if (drawing === undefined) {
        return;
    }
    const image = new Image();
    image.onload = () => {
        const canvas = document.createElement("canvas");
        canvas.width = picture_width;
        canvas.height = Math.round((drawing.height * picture_width) / drawing.width);
        canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => {
            if (blob !== null) {
                save(`${figure.id}.png`, blob);
            }
        }, "image/png");
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.text)}`;
}
