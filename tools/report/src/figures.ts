// The figures of the page: which variant is shown, and its drawing.
import { heading, View, type Figure, type Page, type Table, type Variant } from "./data";
import { drawings } from "./draw/all";
import { isFiltered, isShown } from "./filter";
import type { Picture } from "./picture";
import { clutter, Sheet, type Mark } from "./sheet";
import { makeReadable, type Told } from "./tooltip";
import { headingsOf, wordsOf } from "./words";

const most_marks = 2000;

export class FigureOnPage {
    readonly id: string;
    readonly element: HTMLElement;
    private option: number;
    private drawn_width = 0;

    constructor(
        readonly figure: Figure,
        page: Page,
    ) {
        this.id = `${figure.kind === "none" ? "table" : "figure"}-${figure.number.replaceAll(".", "-")}`;
        this.element = document.getElementById(this.id)!;
        const choice = page.choices.find((one) => one.id === figure.choice);
        this.option = choice === undefined ? (figure.variants[0]?.option ?? 0) : choice.chosen;
    }

    get variant(): Variant | undefined {
        return this.figure.variants.find((one) => one.option === this.option);
    }

    get variantElement(): HTMLElement | null {
        return this.element.querySelector(`:scope > .variant[data-option="${this.option}"]`);
    }

    get svg(): SVGSVGElement | null {
        return this.variantElement?.querySelector<SVGSVGElement>(".drawing > svg") ?? null;
    }

    get takeaway(): string {
        const sentences = this.variantElement?.querySelectorAll(":scope > .takeaway") ?? [];
        return [...sentences].map((one) => one.textContent!.trim()).join(" ");
    }

    tableElement(table: Table): HTMLTableElement {
        return document.getElementById(`${this.id}-${this.option}-${table.id}`) as HTMLTableElement;
    }

    choose(option: number): void {
        this.option = option;
        for (const one of this.element.querySelectorAll<HTMLElement>(":scope > .variant")) {
            one.dataset["chosen"] = String(Number(one.dataset["option"]) === option);
        }
        this.draw();
    }

    /** Whether a filter on accounts changes what is drawn. */
    followsFilter(): boolean {
        return this.figure.variants.some((variant) => variant.tables[0]?.accounts !== undefined);
    }

    /** What it shows stays as it is whatever accounts the reader looks at. */
    isOfPortfolio(): boolean {
        return this.figure.choice !== "account" && !this.followsFilter();
    }

    width(): number {
        return this.variantElement?.querySelector<HTMLElement>(":scope > .drawing")?.clientWidth ?? 0;
    }

    draw(width = this.width()): void {
        this.put(width);
        tidy([this]);
    }

    isDrawnAt(width: number): boolean {
        return width === this.drawn_width;
    }

    /** Draws without taking away the labels that are too many. */
    put(width: number): void {
        const place = this.variantElement?.querySelector<HTMLElement>(":scope > .drawing");
        const draw = drawings[this.figure.kind];
        const variant = this.variant;
        const first = variant?.tables[0];
        if (!place || draw === undefined || variant === undefined || first === undefined) {
            return;
        }
        this.drawn_width = width;
        const view = new View(first, this.figure.roles, isShown);
        if (view.rows.length === 0) {
            place.replaceChildren(line(isFiltered() && first.rows.length > 0 ? "None of the accounts that are shown is in this figure." : "There is nothing to draw."));
            return;
        }
        const left_out = view.rows.length - most_marks;
        view.rows.splice(most_marks);
        const sheet = new Sheet(Math.max(240, Math.floor(width)));
        draw(this.picture(sheet, view, variant));
        const svg = sheet.finish();
        svg.setAttribute("role", "img");
        svg.setAttribute("aria-labelledby", `${this.id}-title`);
        svg.setAttribute("aria-describedby", `${this.id}-description`);
        svg.setAttribute("tabindex", "0");
        place.replaceChildren(svg);
        if (left_out > 0) {
            place.append(line(`The first ${most_marks} rows are drawn; ${left_out} more are in the table.`));
        }
        makeReadable(svg, sheet.marks, (mark) => this.tell(variant, mark));
    }

    private picture(sheet: Sheet, view: View, variant: Variant): Picture {
        const element = this.tableElement(view.table);
        return {
            sheet,
            view,
            second: (id) => {
                const table = variant.tables.find((one) => one.id === id);
                return table === undefined ? undefined : new View(table, undefined, isShown);
            },
            settings: this.figure.settings,
            words: (role, row) => {
                const column = view.column(role);
                return column === undefined ? "" : (wordsOf(element, row)[view.table.columns.indexOf(column)] ?? "");
            },
        };
    }

    /** The row's name, and the cells of the columns that are drawn. */
    private tell(variant: Variant, mark: Mark): Told {
        const table = variant.tables.find((one) => one.id === mark.table)!;
        const element = this.tableElement(table);
        const words = wordsOf(element, mark.row);
        const headings = headingsOf(element);
        const drawn = new Set(table === variant.tables[0] ? Object.values(this.figure.roles) : table.columns.map((one) => one.id));
        const lines: [string, string][] = [];
        table.columns.forEach((column, index) => {
            const told = drawn.has(column.id) || column.type === "text" || table.columns.length <= 8;
            if (index > 0 && told && lines.length < 12) {
                lines.push([headings[index] ?? heading(column), words[index] ?? ""]);
            }
        });
        return { title: words[0] ?? "", lines };
    }
}

/** Takes away labels that are too many. All are measured before any goes: one layout of the page instead of many. */
function tidy(figures: FigureOnPage[]): void {
    const texts = figures.flatMap((one) => (one.svg === null ? [] : clutter(one.svg)));
    texts.forEach((one) => one.remove());
}

/** Draws all figures, at the widths of their places unless told otherwise; those that have their width already are left. */
export function drawAll(figures: FigureOnPage[], width?: number): void {
    const widths = figures.map((one) => width ?? one.width());
    const stale = figures.filter((one, index) => !one.isDrawnAt(widths[index]!));
    stale.forEach((one) => one.put(widths[figures.indexOf(one)]!));
    tidy(stale);
}

function line(text: string): HTMLElement {
    const element = document.createElement("p");
    element.className = "note";
    element.textContent = text;
    return element;
}
