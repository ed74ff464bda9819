// While the reader looks at some of the accounts, rows of the others are hidden, and so is every sentence that speaks of the
// whole portfolio, with a line that says so; afterwards all is as before.

export const pages = ["sample", "default", "largest", "hostile"];

const state = () => {
    const isShown = (one) => !one.hidden && getComputedStyle(one).display !== "none" && !one.closest("[hidden]");
    return {
        rows: [...document.querySelectorAll("tr[data-account]")].filter(isShown).map((row) => Number(row.dataset.account)),
        portfolio: [...document.querySelectorAll("[data-scope='portfolio']")].filter((one) => one.getClientRects().length > 0).length,
        notes: [...document.querySelectorAll(".of-portfolio")].filter((one) => one.getClientRects().length > 0).length,
        text: document.querySelector("main").innerText,
    };
};

const settled = 400; // milliseconds: a filter waits for the end of typing

export async function faults({ page }) {
    const found = [];
    const { accounts } = await page.evaluate(() => JSON.parse(document.getElementById("report-data").textContent));
    const search = page.locator('#controls input[type="search"]');
    const before = await page.evaluate(state);
    if ((await search.count()) !== 1) {
        return before.rows.length > 0 ? ["has no filter on accounts"] : [];
    }
    const one = before.rows.find((account) => account >= 0);
    await search.fill(accounts[one].name);
    await page.waitForTimeout(settled);
    const few = await page.evaluate(state);
    const wanted = accounts[one].name.toLowerCase();
    for (const account of new Set(few.rows)) {
        if (account < 0 || !(accounts[account].name + accounts[account].id).toLowerCase().includes(wanted)) {
            found.push(`shows a row of ${account < 0 ? "several accounts" : accounts[account].name} where only "${wanted}" is wanted`);
        }
    }
    if (!few.rows.includes(one)) {
        found.push(`hides the account that is wanted: ${wanted}`);
    }
    if (few.portfolio > 0) {
        found.push(`tells ${few.portfolio} sentences of the whole portfolio while one account is shown`);
    }
    if (before.portfolio > 0 && few.notes === 0) {
        found.push("does not say that sentences are hidden");
    }
    if (before.portfolio === 0) {
        found.push("has no sentence that speaks of the whole portfolio");
    }
    await search.fill("an account that there is not");
    await page.waitForTimeout(settled);
    const none = await page.evaluate(state);
    if (none.rows.length > 0 || /NaN|undefined/.test(none.text)) {
        found.push(`shows ${none.rows.length} rows where no account is left`);
    }
    await search.fill("");
    await page.waitForTimeout(settled);
    const after = await page.evaluate(state);
    if (after.text !== before.text) {
        found.push("is another page after the filter was taken back");
    }
    return found;
}
