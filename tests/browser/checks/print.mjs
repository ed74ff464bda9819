// On paper: tagged, with an outline, on A4 and on Letter; light also where the screen is dark; no figure is cut, no control
// is printed, and the pages stay few.
import { brightness, factsOf, picturesIn, picturesOfPages, textOfPages, withPdf, withoutSpace } from "../support/paper.mjs";

export const pages = ["sample", "default", "stakeholders", "hostile", "one_account"];
export const views = [
    { paper: "A4", scheme: "dark" },
    { paper: "Letter", scheme: "light" },
];

const sizes = { A4: [595, 842], Letter: [612, 792] };
const pagesPerFigure = 1.2; // at most, and three for the text

/** Puts a mark at the head and the foot of every drawing, too small to be seen, which says where it was printed. */
function markDrawings() {
    const style = document.createElement("style");
    style.textContent = `.drawing { position: relative; }
        .drawing::before, .drawing::after { position: absolute; left: 0; font: 3px monospace; letter-spacing: 0; color: #000; }
        .drawing::before { content: "qz" attr(data-mark) "head"; top: 0; }
        .drawing::after { content: "qz" attr(data-mark) "foot"; bottom: 0; }`;
    document.head.append(style);
    const marks = [];
    for (const drawing of document.querySelectorAll(".drawing")) {
        if (drawing.getClientRects().length > 0 && drawing.querySelector("svg")) {
            const figure = drawing.closest("figure");
            const mark = `x${marks.length}x`;
            drawing.dataset.mark = mark;
            const takeaway = drawing.closest(".variant").querySelector(".takeaway");
            marks.push({ mark, figure: figure.id, texts: [figure.querySelector("h3"), takeaway].map((one) => one.textContent.trim()) });
        }
    }
    return marks;
}

function faultsOfCuts(marks, texts) {
    const found = [];
    const pageOf = (text) => texts.findIndex((page) => page.includes(text));
    for (const { mark, figure, texts: words } of marks) {
        const head = pageOf(`qz${mark}head`);
        const foot = pageOf(`qz${mark}foot`);
        if (head < 0 || foot < 0) {
            found.push(`${figure}: is not printed`);
        } else if (head !== foot) {
            found.push(`${figure}: is cut after page ${head + 1}`);
        }
        for (const text of words) {
            const start = withoutSpace(text).replace(/[^\x21-\x7e]/g, "").slice(0, 24);
            if (head >= 0 && /^[\x20-\x7e]*$/.test(text) && !texts[head].includes(start)) {
                found.push(`${figure}: "${text.slice(0, 40)}" is not on its page`);
            }
        }
    }
    return found;
}

export async function faults({ page, view }) {
    const found = [];
    const marks = await page.evaluate(markDrawings);
    if (marks.length === 0) {
        found.push("has no drawing to print");
    }
    const figures = await page.$$eval("figure", (all) => all.length);
    await withPdf(page, view.paper, async (pdf, folder) => {
        const facts = factsOf(pdf);
        const [width, height] = (facts.get("Page size").match(/[\d.]+/g) ?? []).map(Number);
        if (facts.get("Tagged") !== "yes") {
            found.push("is not tagged");
        }
        if (!facts.get("Title")) {
            found.push("the PDF has no title");
        }
        if (Math.abs(width - sizes[view.paper][0]) > 2 || Math.abs(height - sizes[view.paper][1]) > 2) {
            found.push(`is printed on ${facts.get("Page size")}, not on ${view.paper}`);
        }
        const count = Number(facts.get("Pages"));
        if (count > 3 + pagesPerFigure * figures) {
            found.push(`takes ${count} pages for ${figures} figures`);
        }
        if (picturesIn(pdf) > 0) {
            found.push("has raster pictures");
        }
        found.push(...faultsOfCuts(marks, textOfPages(pdf)));
        const pictures = picturesOfPages(pdf, folder, 30);
        pictures.forEach((picture, index) => {
            if (brightness(picture) < 0.7) {
                found.push(`page ${index + 1} is dark: ${brightness(picture).toFixed(2)}`);
            }
        });
    });
    await page.emulateMedia({ media: "print" });
    const controls = await page.$$eval("button:not(th button), select, input, .controls > *", (all) =>
        all.filter((one) => one.getClientRects().length > 0).map((one) => `<${one.localName}> "${one.textContent.trim().slice(0, 30)}"`),
    );
    found.push(...controls.map((one) => `prints the control ${one}`));
    return found;
}
