// How long a page takes to be drawn: node measure_drawing.mjs <page> <times>; prints the seconds of each time, from the first byte
// to the last figure. No test: a machine has other work.
import { openPage, startBrowser } from "./support/browser.mjs";

const [file, times] = process.argv.slice(2);
const browser = await startBrowser();
for (let time = 0; time < Number(times); ++time) {
    const opened = await openPage(browser, file);
    const drawn = await opened.page.evaluate(() => performance.getEntriesByName("drawn")[0]?.startTime ?? NaN);
    console.log((drawn / 1000).toFixed(3));
    await opened.close();
}
await browser.close();
