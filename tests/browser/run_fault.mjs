// Puts a fault into a good page and looks whether the check that is meant for it finds it, and that only:
//   node run_fault.mjs <fault> <folder of pages>
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPage, startBrowser } from "./support/browser.mjs";
import { seededFaults } from "./seeded_faults.mjs";

const [name, folder] = process.argv.slice(2);
const fault = seededFaults[name];
if (!fault || !folder) {
    console.error(`usage: node run_fault.mjs <fault> <folder of pages>, where <fault> is one of ${Object.keys(seededFaults)}`);
    process.exit(2);
}
const check = await import(`./checks/${fault.check}.mjs`);
const browser = await startBrowser();

/** What the check says of the page in a file, after `change` was done to the drawn page. */
async function faultsIn(file, change) {
    const opened = await openPage(browser, file, fault.view ?? check.views?.[0] ?? {});
    if (change) {
        await opened.page.evaluate(change);
    }
    const faults = await check.faults({ ...opened, browser, name: "sample", folder });
    await opened.close();
    return faults;
}

const good = join(folder, "sample.html");
const mine = mkdtempSync(join(tmpdir(), "kamsim-fault-"));
const bad = join(mine, "sample.html");
const text = readFileSync(good, "utf8");
const changed = fault.inFile ? fault.inFile(text) : text;
writeFileSync(bad, changed);
const before = await faultsIn(good);
const after = await faultsIn(bad, fault.inPage);
await browser.close();
rmSync(mine, { recursive: true });

const added = after.filter((one) => !before.includes(one));
console.log(`${fault.check} adds: ${added.join("\n    ") || "nothing"}`);
const wasPut = fault.inPage !== undefined || changed !== text;
if (!wasPut) {
    console.log("the fault could not be put into the page");
}
process.exit(wasPut && added.some((one) => fault.says.test(one)) ? 0 : 1);
