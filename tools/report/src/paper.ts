// Drawings have the width of their place: on a screen that changes, and on paper.
import { drawAll, type FigureOnPage } from "./figures";

/** A4 and Letter between their margins. */
const paper_width = 680;

export function keepWidths(figures: FigureOnPage[]): void {
    let printing = false;
    let waiting = 0;
    window.addEventListener("resize", () => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => {
            if (!printing) {
                drawAll(figures);
            }
        }, 120);
    });
    window.addEventListener("beforeprint", () => {
        printing = true;
        drawAll(figures, paper_width);
    });
    window.addEventListener("afterprint", () => {
        printing = false;
        drawAll(figures);
    });
}
