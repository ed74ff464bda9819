// Draws the figures of the page from its block of JSON. Every number and sentence comes from there.
import { buildControls } from "./controls";
import { readPage } from "./data";
import { addDownloads } from "./downloads";
import { drawAll, FigureOnPage } from "./figures";
import { useSigns } from "./format";
import { pairFigures } from "./layout";
import { useDesigns } from "./palette";
import { keepWidths } from "./paper";
import { slidesButton } from "./slides";
import { makeSortable, tablesButton, widenTexts } from "./tables";
import { themeButton } from "./theme";
import { rememberRows } from "./words";

function start(): void {
    const root = document.documentElement;
    root.classList.add("scripted");
    const page = readPage();
    useSigns(page);
    useDesigns(page);
    rememberRows();
    const figures = page.figures.map((figure) => new FigureOnPage(figure, page)).filter((one) => one.element !== null);
    pairFigures();
    figures.forEach(addDownloads);
    figures.filter((one) => one.isOfPortfolio()).forEach((one) => one.element.classList.add("whole"));
    buildControls(page, figures, [tablesButton(), slidesButton(page, figures), themeButton()]);
    drawAll(figures);
    makeSortable(figures);
    widenTexts(figures);
    keepWidths(figures);
    if (window.location.hash.length > 1) {
        document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
    }
    root.dataset["drawn"] = "true";
    performance.mark("drawn");
}

start();
