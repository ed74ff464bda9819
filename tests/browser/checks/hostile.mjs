// Names that look like markup, formulas or another direction are text everywhere: nothing of them runs, none becomes an
// element, and each is told as it is.
import { readFileSync } from "node:fs";

export const pages = ["hostile", "sample_hostile", "sample_long"];

function strangers() {
    const found = [];
    const alien = document.querySelectorAll("img, iframe, object, embed, form, link, base, template, image, foreignObject img");
    alien.forEach((one) => found.push(`a name became <${one.localName}>`));
    const data = JSON.parse(document.getElementById("report-data").textContent);
    const text = document.body.innerText + [...document.querySelectorAll("td, th, title, p, li, option")].map((one) => one.textContent).join("\n");
    for (const name of data.designs) {
        if (!text.includes(name)) {
            found.push(`the design "${name.slice(0, 60)}" is not told as it is`);
        }
    }
    // Where the entities of a name were escaped twice, the reader sees them.
    if (/&(lt|gt|quot|#39);/.test(document.body.innerText)) {
        found.push("shows an entity of HTML");
    }
    if (/\\u003c/.test(document.body.innerText)) {
        found.push("shows an escape of JSON");
    }
    // Cells of text are isolated, so that no name turns what stands beside it.
    for (const cell of document.querySelectorAll("main td:not(.number), main tbody th")) {
        if (/[\u0590-\u08ff]/.test(cell.textContent) && !cell.querySelector("bdi, [dir]")) {
            found.push(`the cell "${cell.textContent.slice(0, 40)}" may turn its neighbours`);
        }
    }
    return found;
}

export async function faults({ page, happened, file }) {
    const found = await page.evaluate(strangers);
    found.push(...happened.dialogs.map((text) => `a name opened a dialog: ${text}`));
    found.push(...happened.messages);
    const html = readFileSync(file, "utf8");
    if (html.includes("<img src=x")) {
        found.push("the file holds a name as markup");
    }
    if ((html.match(/<\/script/gi) ?? []).length !== 2) {
        found.push("a name ends a script element");
    }
    return found;
}
