// One colour, dash and point for each design, everywhere. The colours themselves are variables of page.css, where they have a
// value for light and one for dark.
import type { Page } from "./data";

export interface Look {
    color: string;
    dash: string;
    symbol: "circle" | "square" | "triangle" | "diamond2" | "star" | "wye" | "plus" | "times";
}

const dashes = ["", "7 3", "2 3", "9 3 2 3", "12 4", "5 2 1 2 1 2", "1 4", "14 3 3 3"];
const symbols: Look["symbol"][] = ["circle", "square", "triangle", "diamond2", "star", "wye", "plus", "times"];
export const hues = 8;

let designs: string[] = [];

export function useDesigns(page: Page): void {
    designs = page.designs;
}

export function isDesign(name: string): boolean {
    return designs.includes(name);
}

/** Names of designs in the order of the designs. */
export function inOrder(names: string[]): string[] {
    return [...names].sort((a, b) => designs.indexOf(a) - designs.indexOf(b));
}

function at(place: number, family: "design" | "part"): Look {
    const hue = place % hues;
    return { color: `var(--${family}-${hue})`, dash: dashes[hue]!, symbol: symbols[hue]! };
}

/** Of a design its own look; of another name that of its place among the names it stands with. */
export function look(name: string, names: string[] = []): Look {
    const place = designs.indexOf(name);
    return place >= 0 ? at(place, "design") : at(Math.max(0, names.indexOf(name)), "part");
}

/** Where there is one series only it needs no hue of its own. */
export const plain: Look = { color: "var(--accent)", dash: "", symbol: "circle" };
