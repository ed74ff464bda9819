// Runs one check on every page that it is meant for: node run_check.mjs <check> <folder of pages> [<page>...]
// Ends with 1 and a line for each fault.
import { join } from "node:path";
import { openPage, startBrowser, viewName } from "./support/browser.mjs";
import { allPages } from "./support/pages.mjs";

const [name, folder, ...chosen] = process.argv.slice(2);
if (!folder) {
    console.error("usage: node run_check.mjs <check> <folder of pages> [<page>...]");
    process.exit(2);
}
const check = await import(`./checks/${name}.mjs`);
const names = chosen.length > 0 ? chosen : check.pages ?? allPages;
const most = 25; // lines of one page and view
let found = 0;
let looked = 0;
const browser = await startBrowser();

/** What the check says of a page; a page that it cannot be done on has a fault, too. */
async function look(pageName, view) {
    try {
        const opened = await openPage(browser, join(folder, `${pageName}.html`), view);
        const faults = await check.faults({ ...opened, browser, name: pageName, folder });
        await opened.close();
        return faults;
    } catch (failure) {
        return [failure.message.split("\n").slice(0, 3).join(" ")];
    }
}

for (const pageName of names) {
    for (const view of check.views ?? [{}]) {
        const faults = await look(pageName, view);
        faults.slice(0, most).forEach((fault) => console.log(`${pageName}, ${viewName(view)}: ${fault}`));
        if (faults.length > most) {
            console.log(`${pageName}, ${viewName(view)}: and ${faults.length - most} more`);
        }
        found += faults.length;
        looked += 1;
    }
}
await browser.close();
console.log(`${name}: ${looked} looks, ${found} faults`);
process.exit(found === 0 && looked > 0 ? 0 : 1);
