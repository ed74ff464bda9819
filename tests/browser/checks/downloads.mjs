// What is taken from a figure is whole: a drawing that stands alone, a picture that is wide enough for a slide, and every row.
import { readFileSync } from "node:fs";

export const pages = ["sample", "default", "hostile", "sample_hostile"];

const mostFigures = 14; // of a page
const leastWidth = 1600; // pixels of a picture

async function fileOf(page, button) {
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 10_000 }), button.click()]);
    return { name: download.suggestedFilename(), path: await download.path() };
}

/** What is wrong with a drawing as XML of its own. Runs in a page. */
function faultsOfXml(text) {
    const found = [];
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    if (parsed.querySelector("parsererror")) {
        return [`is no XML: ${parsed.querySelector("parsererror").textContent.slice(0, 100)}`];
    }
    const root = parsed.documentElement;
    if (root.localName !== "svg" || root.namespaceURI !== "http://www.w3.org/2000/svg" || !root.getAttribute("viewBox")) {
        found.push("is no drawing with a size");
    }
    if (!root.querySelector("title")?.textContent || !root.querySelector("desc")?.textContent) {
        found.push("has no name and description of its own");
    }
    if (root.querySelector("script, style, foreignObject, image, img")) {
        found.push("holds more than shapes and text");
    }
    const ids = new Set([...root.querySelectorAll("[id]")].map((one) => one.id));
    for (const element of root.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
            const uses = /url\(["']?#([^"')]+)/.exec(value)?.[1];
            if (/var\(|currentColor/i.test(value) || /^on/.test(name) || (uses && !ids.has(uses))) {
                found.push(`<${element.localName} ${name}="${value.slice(0, 50)}"> needs the page around it`);
            }
        }
    }
    return [...new Set(found)];
}

/** RFC 4180. */
function rowsOfCsv(text) {
    const rows = [[]];
    let cell = "";
    let quoted = false;
    for (let i = 0; i < text.length; ++i) {
        const sign = text[i];
        if (quoted) {
            if (sign !== '"') {
                cell += sign;
            } else if (text[i + 1] === '"') {
                cell += sign;
                ++i;
            } else {
                quoted = false;
            }
        } else if (sign === '"') {
            quoted = true;
        } else if (sign === "," || sign === "\n") {
            rows[rows.length - 1].push(cell.replace(/\r$/, ""));
            cell = "";
            if (sign === "\n") {
                rows.push([]);
            }
        } else {
            cell += sign;
        }
    }
    return rows.slice(0, -1);
}

function faultsOfCsv(text, table) {
    const found = [];
    const [head, ...rows] = rowsOfCsv(text);
    if (rows.length !== table.rows.length) {
        found.push(`has ${rows.length} rows, the table ${table.rows.length}`);
    }
    const odd = [head, ...rows].find((row) => row.length !== table.columns.length);
    if (odd) {
        found.push(`has a row of ${odd.length} cells, the table has ${table.columns.length} columns`);
    }
    rows.forEach((row, place) => {
        row.forEach((cell, column) => {
            const wanted = table.rows[place]?.[column];
            if (typeof wanted === "number") {
                const value = Number(cell) * table.columns[column].scale;
                if (cell === "" || Math.abs(value - wanted) > 1e-9 * Math.max(1, Math.abs(wanted))) {
                    found.push(`row ${place + 1} says ${cell} where the table has ${wanted}`);
                }
            } else if (wanted === null && cell !== "") {
                found.push(`row ${place + 1} says ${cell} where nothing is known`);
            } else if (table.columns[column].type === "text" && wanted !== null && cell.replace(/^'/, "") !== wanted && cell !== wanted) {
                found.push(`row ${place + 1} says ${cell}, the table ${wanted}`);
            }
            if (/^[=+@\t\r]/.test(cell) || (/^-/.test(cell) && Number.isNaN(Number(cell)))) {
                found.push(`row ${place + 1} gives a spreadsheet the formula ${cell.slice(0, 40)}`);
            }
        });
    });
    return found.slice(0, 4);
}

function faultsOfPng(bytes) {
    if (bytes.length < 33 || bytes.toString("latin1", 1, 4) !== "PNG" || bytes.toString("latin1", 12, 16) !== "IHDR") {
        return ["is no PNG"];
    }
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    return width < leastWidth || height < 100 ? [`is ${width} x ${height} pixels`] : [];
}

export async function faults({ page, browser }) {
    const found = [];
    const data = await page.evaluate(() => JSON.parse(document.getElementById("report-data").textContent));
    const figures = await page.$$eval("figure.drawn", (all) => all.filter((one) => one.querySelector("svg")).map((one) => one.id));
    const blank = await (await browser.newContext()).newPage();
    for (const id of figures.slice(0, mostFigures)) {
        const figure = page.locator(`#${id}`);
        const button = (name) => figure.locator('.variant[data-chosen="true"] button', { hasText: new RegExp(`^${name}$`) });
        const say = (what) => (fault) => found.push(`${id}: its ${what} ${fault}`);
        for (const name of ["SVG", "PNG", "CSV"]) {
            if ((await button(name).count()) !== 1) {
                say(name)("is not offered");
                return found;
            }
        }
        const svg = await fileOf(page, button("SVG"));
        (await blank.evaluate(faultsOfXml, readFileSync(svg.path, "utf8"))).forEach(say("SVG"));
        faultsOfPng(readFileSync((await fileOf(page, button("PNG"))).path)).forEach(say("PNG"));
        const csv = readFileSync((await fileOf(page, button("CSV"))).path, "utf8").replace(/^\ufeff/, "");
        const option = await figure.locator('.variant[data-chosen="true"]').getAttribute("data-option");
        const declared = data.figures.find((one) => `figure-${one.number.replaceAll(".", "-")}` === id);
        const table = declared.variants.find((one) => String(one.option) === option).tables[0];
        faultsOfCsv(csv, table).forEach(say("CSV"));
    }
    if (figures.length === 0) {
        found.push("has no figure to take");
    }
    await blank.context().close();
    return found;
}
