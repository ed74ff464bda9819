// Drawings have the width of their place: on a screen that changes, and on paper.
import { drawAll, type FigureOnPage } from "./figures";

/** A little more than A4 and Letter have between their margins: drawings shrink by an eighth there, and more fit on a page. */
const paper_width = 780;

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
