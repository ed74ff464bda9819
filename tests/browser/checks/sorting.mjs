// Tables are sorted by their headings, say so, and keep every row.

export const pages = ["sample", "default"];

function faultsOfSorting() {
    const found = [];
    let sorted = 0;
    for (const table of document.querySelectorAll("main table")) {
        if (table.tBodies[0].rows.length < 2) {
            continue;
        }
        const texts = () => [...table.tBodies[0].rows].map((row) => row.textContent);
        const before = texts();
        const heading = table.tHead.rows[0].cells[table.tHead.rows[0].cells.length - 1];
        const button = heading.querySelector("button");
        if (!button) {
            found.push(`${table.id} cannot be sorted`);
            continue;
        }
        const values = () => [...table.tBodies[0].rows].map((row) => row.cells[heading.cellIndex].textContent.trim());
        const isRising = (list) => list.every((value, index) => index === 0 || Number(value) >= Number(list[index - 1]));
        button.click();
        const kept = texts();
        if (heading.getAttribute("aria-sort") !== "ascending") {
            found.push(`${table.id} does not say that it is sorted`);
        }
        if (values().every((value) => /^-?\d+(\.\d+)?$/.test(value)) && !isRising(values())) {
            found.push(`${table.id} is not sorted: ${values().slice(0, 5)}`);
        }
        if ([...kept].sort().join() !== [...before].sort().join()) {
            found.push(`${table.id} loses rows`);
        }
        button.click();
        if (heading.getAttribute("aria-sort") !== "descending") {
            found.push(`${table.id} does not say that it is sorted the other way`);
        }
        sorted += 1;
    }
    if (sorted === 0) {
        found.push("has no table that can be sorted");
    }
    return found;
}

export async function faults({ page }) {
    return page.evaluate(faultsOfSorting);
}
