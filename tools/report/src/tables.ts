// Tables: sorted by their headings, all opened at once.
import type { FigureOnPage } from "./figures";
import type { Cell, Table } from "./data";
import { rowsOf } from "./words";

export function makeSortable(figures: FigureOnPage[]): void {
    for (const figure of figures) {
        for (const variant of figure.figure.variants) {
            for (const table of variant.tables) {
                const element = document.getElementById(`${figure.id}-${variant.option}-${table.id}`) as HTMLTableElement | null;
                if (element !== null && table.rows.length > 1) {
                    sortable(element, table);
                }
            }
        }
    }
}

/** Columns with long texts are kept from being squeezed to a word a line. */
const long_text = 36;

export function widenTexts(figures: FigureOnPage[]): void {
    for (const figure of figures) {
        for (const variant of figure.figure.variants) {
            for (const table of variant.tables) {
                const head = (document.getElementById(`${figure.id}-${variant.option}-${table.id}`) as HTMLTableElement | null)?.tHead?.rows[0];
                table.columns.forEach((column, place) => {
                    if (column.type === "text" && table.rows.some((row) => String(row[place] ?? "").length > long_text)) {
                        head?.cells[place]?.classList.add("long");
                    }
                });
            }
        }
    }
}

function sortable(element: HTMLTableElement, table: Table): void {
    [...element.tHead!.rows[0]!.cells].forEach((cell, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...cell.childNodes);
        cell.append(button);
        button.addEventListener("click", () => {
            const down = cell.getAttribute("aria-sort") === "ascending";
            for (const other of element.tHead!.rows[0]!.cells) {
                other.removeAttribute("aria-sort");
            }
            cell.setAttribute("aria-sort", down ? "descending" : "ascending");
            sort(element, table, column, down ? -1 : 1);
        });
    });
}

/** Missing cells stay at the end; equal ones keep the order of the data. */
function sort(element: HTMLTableElement, table: Table, column: number, sign: number): void {
    const order = table.rows.map((_, row) => row);
    order.sort((a, b) => {
        const [one, other] = [table.rows[a]![column]!, table.rows[b]![column]!];
        if (one === null || other === null) {
            return (one === null ? 1 : 0) - (other === null ? 1 : 0) || a - b;
        }
        return sign * compare(one, other, table.columns[column]!.type) || a - b;
    });
    const rows = rowsOf(element);
    element.tBodies[0]!.append(...order.map((row) => rows[row]!));
}

function compare(one: Cell, other: Cell, type: string): number {
    if (type === "text") {
        return String(one).localeCompare(String(other), undefined, { numeric: true });
    }
    const [a, b] = [Number(one), Number(other)];
    return a === b ? 0 : a < b ? -1 : 1;
}

export function tablesButton(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Show all tables";
    button.addEventListener("click", () => {
        const open = button.textContent === "Show all tables";
        for (const one of document.querySelectorAll<HTMLDetailsElement>("figure.drawn details.data")) {
            one.open = open;
        }
        button.textContent = open ? "Hide all tables" : "Show all tables";
    });
    return button;
}
