// Where scripts are off, every sentence, every variant and every row of every table is there to read.

export const views = [{ scripts: false }];

/** Everything that is told, in the order of the page; and what of it takes no room. */
function told() {
    const isShown = (element) => element.getClientRects().length > 0;
    document.querySelectorAll("details").forEach((one) => (one.open = true));
    const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const sentences = [...document.querySelectorAll("[data-sentence]")];
    const rows = [...document.querySelectorAll("main table tr")];
    return {
        sentences: sentences.map(text),
        rows: rows.map((row) => [...row.cells].map(text).join(" | ")),
        headings: [...document.querySelectorAll("h1, h2, h3")].map(text),
        hidden: [...sentences, ...rows].filter((one) => !isShown(one)).map(text),
        empty: [...document.querySelectorAll(".drawing")].filter((one) => one.getBoundingClientRect().height > 4).length,
    };
}

export async function faults({ page, browser, file }) {
    const found = [];
    const plain = await page.evaluate(told);
    if (plain.sentences.length === 0 || plain.rows.length === 0) {
        found.push("tells nothing");
    }
    found.push(...plain.hidden.map((text) => `hides "${text.slice(0, 80)}"`));
    if (plain.empty > 0) {
        found.push(`leaves ${plain.empty} holes where drawings would be`);
    }
    const { openPage } = await import("../support/browser.mjs");
    const opened = await openPage(browser, file);
    const drawn = await opened.page.evaluate(told);
    await opened.close();
    for (const part of ["sentences", "rows", "headings"]) {
        if (plain[part].length !== drawn[part].length) {
            found.push(`has ${plain[part].length} ${part} without scripts, ${drawn[part].length} with them`);
        }
        const other = plain[part].find((text, index) => drawn[part][index] !== text && !sortable(drawn[part][index], text));
        if (other !== undefined) {
            found.push(`only without scripts: "${other.slice(0, 80)}"`);
        }
    }
    return found;

    /** With scripts a heading of a column may be a button and a heading of a figure may have buttons beside it. */
    function sortable(withScripts, without) {
        return withScripts !== undefined && withScripts.replace(/\s/g, "").startsWith(without.replace(/\s/g, "").slice(0, 20));
    }
}
