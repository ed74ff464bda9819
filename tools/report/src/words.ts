// The words of the page's tables. Their rows are remembered in the order of the data, whatever the reader sorts them by.

const rows_of = new Map<string, HTMLTableRowElement[]>();

export function rememberRows(): void {
    for (const table of document.querySelectorAll<HTMLTableElement>("figure table")) {
        rows_of.set(table.id, [...table.tBodies[0]!.rows]);
    }
}

export function rowsOf(table: HTMLTableElement): HTMLTableRowElement[] {
    return rows_of.get(table.id) ?? [];
}

export function headingsOf(table: HTMLTableElement): string[] {
    return [...table.tHead!.rows[0]!.cells].map((cell) => cell.textContent!.trim());
}

export function wordsOf(table: HTMLTableElement, row: number): string[] {
    const element = rowsOf(table)[row];
    return element === undefined ? [] : [...element.cells].map((cell) => cell.textContent!.trim());
}
