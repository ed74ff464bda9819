// Drawings have the width of their place: on a screen that changes, and on paper.
import type { FigureOnPage } from "./figures";

/** A4 and Letter between their margins. */
const paper_width = 680;

export function keepWidths(figures: FigureOnPage[]): void {
    let printing = false;
    let waiting = 0;
    window.addEventListener("resize", () => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => {
            if (!printing) {
                const widths = figures.map((one) => one.width());
                figures.forEach((one, index) => one.drawAt(widths[index]!));
            }
        }, 120);
    });
    window.addEventListener("beforeprint", () => {
        printing = true;
        figures.forEach((one) => one.drawAt(paper_width));
    });
    window.addEventListener("afterprint", () => {
        printing = false;
        const widths = figures.map((one) => one.width());
        figures.forEach((one, index) => one.drawAt(widths[index]!));
    });
}
