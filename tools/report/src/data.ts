// The block of JSON that the page brings along, and how drawings read it. What it may hold is told in docs/developer/report.md.

export type Cell = string | number | boolean | null;

export interface Column {
    id: string;
    label: string;
    type: "number" | "whole number" | "truth" | "true or false" | "text";
    unit: string;
    scale: number;
    decimals: number;
}

export interface Table {
    id: string;
    title: string;
    columns: Column[];
    rows: Cell[][];
    accounts?: number[];
}

export interface Variant {
    option: number;
    tables: Table[];
}

export interface Figure {
    number: string;
    title: string;
    kind: string;
    roles: Record<string, string>;
    settings: Record<string, Cell>;
    choice: string;
    slide: boolean;
    variants: Variant[];
}

export interface Choice {
    id: string;
    label: string;
    options: string[];
    chosen: number;
}

export interface Account {
    id: string;
    name: string;
    segment: string;
    key: boolean;
}

export interface Page {
    kind: string;
    title: string;
    subtitle: string;
    date: string;
    origin: string;
    numbers: { locale: string; decimal: string; group: string };
    designs: string[];
    baseline: number;
    accounts: Account[];
    choices: Choice[];
    figures: Figure[];
}

export function readPage(): Page {
    return JSON.parse(document.getElementById("report-data")!.textContent!) as Page;
}

export function heading(column: Column): string {
    return column.unit === "" ? column.label : `${column.label}, ${column.unit}`;
}

/** A table as a drawing sees it: cells by role, numbers in the unit of their heading, NaN where there is none. */
export class View {
    /** Places of the rows that are drawn; a filter on accounts leaves some out. */
    readonly rows: number[];
    private readonly places = new Map<string, number>();

    constructor(
        readonly table: Table,
        roles: Record<string, string> | undefined,
        is_shown: (account: number) => boolean = () => true,
    ) {
        // Without roles (second tables) a role is the id of a column.
        for (const [role, id] of roles === undefined ? table.columns.map((one) => [one.id, one.id] as const) : Object.entries(roles)) {
            const place = table.columns.findIndex((one) => one.id === id);
            if (place >= 0) {
                this.places.set(role, place);
            }
        }
        this.rows = table.rows.map((_, row) => row).filter((row) => table.accounts === undefined || is_shown(table.accounts[row]!));
    }

    column(role: string): Column | undefined {
        const place = this.places.get(role);
        return place === undefined ? undefined : this.table.columns[place];
    }

    has(role: string): boolean {
        return this.column(role) !== undefined;
    }

    heading(role: string): string {
        const column = this.column(role);
        return column === undefined ? "" : heading(column);
    }

    cell(role: string, row: number): Cell {
        const place = this.places.get(role);
        return place === undefined ? null : (this.table.rows[row]![place] ?? null);
    }

    number(role: string, row: number): number {
        const cell = this.cell(role, row);
        if (cell === null || typeof cell === "boolean" || cell === "") {
            return NaN;
        }
        return Number(cell) / this.column(role)!.scale;
    }

    text(role: string, row: number): string {
        const cell = this.cell(role, row);
        return cell === null ? "" : String(cell);
    }

    truth(role: string, row: number): boolean {
        const cell = this.cell(role, row);
        return cell === true || cell === 1 || cell === "yes" || cell === "true";
    }

    /** The different texts of a column in the order of the whole table, so that a filter changes no colour. */
    names(role: string): string[] {
        return this.has(role) ? [...new Set(this.table.rows.map((_, row) => this.text(role, row)))] : [];
    }

    /** Those of them that rows are drawn for. */
    shown(role: string): string[] {
        const present = new Set(this.rows.map((row) => this.text(role, row)));
        return this.names(role).filter((name) => present.has(name));
    }

    numbers(...roles: string[]): number[] {
        return roles.flatMap((role) => this.rows.map((row) => this.number(role, row))).filter(Number.isFinite);
    }
}
