// The figures that matter most as slides with charts that can be edited.
import type { Page } from "./data";
import type { FigureOnPage } from "./figures";

export function slidesButton(_page: Page, _figures: FigureOnPage[]): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Slides (.pptx)";
    return button;
}
