// What a function that draws is given.
import type { Cell, View } from "./data";
import { look, plain, type Look } from "./palette";
import type { LegendItem, Sheet } from "./sheet";

export interface Picture {
    sheet: Sheet;
    /** The figure's first table. */
    view: View;
    /** Another of its tables. */
    second: (id: string) => View | undefined;
    settings: Record<string, Cell>;
    /** The words of a cell in the page's table. */
    words: (role: string, row: number) => string;
}

export function setting(picture: Picture, name: string): number {
    const value = picture.settings[name];
    return value === undefined || value === null ? NaN : Number(value);
}

/** A setting that is a value of a column, in the unit of its heading. */
export function settingOf(picture: Picture, name: string, role: string): number {
    return setting(picture, name) / (picture.view.column(role)?.scale ?? 1);
}

/** Looks of a role's names; where there is no more than one name and it is no design, the plain one. */
export function looks(view: View, role: string): (name: string) => Look {
    const names = view.names(role);
    return (name) => (names.length <= 1 && name === (names[0] ?? "") && look(name).color.includes("part") ? plain : look(name, names));
}

export function legendOf(picture: Picture, role: string, as: LegendItem["as"]): void {
    const look_of = looks(picture.view, role);
    const names = picture.view.shown(role);
    if (names.length > 1) {
        picture.sheet.legend(names.map((name) => ({ name, look: look_of(name), as })));
    }
}

export interface Groups {
    name: string;
    rows: number[];
}

/** Names of a role that rows are drawn for; one without a name where the role is not given. */
export function groups(view: View, role: string): Groups[] {
    if (!view.has(role)) {
        return [{ name: "", rows: view.rows }];
    }
    return view.shown(role).map((name) => ({ name, rows: view.rows.filter((row) => view.text(role, row) === name) }));
}

/** Labels of bands: the different texts of a role among the rows, in their order. */
export function bands(view: View, role: string, rows: number[]): string[] {
    return [...new Set(rows.map((row) => view.text(role, row)))];
}
