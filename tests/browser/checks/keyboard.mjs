// Everything works without a pointer: each figure is reached by the tabulator in the order of the page, what has the focus is
// seen to have it, arrow keys step through the marks of a drawing and say them, Escape ends it.

export const pages = ["sample", "default", "hostile"];

const mostStops = 1500;

/** What has the focus now, and whether one can see that. */
function stop() {
    const element = document.activeElement;
    if (!element || element === document.body) {
        return undefined;
    }
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    return {
        what: `<${element.localName}> ${element.getAttribute("aria-label") ?? element.id ?? ""} ${element.textContent.trim().slice(0, 30)}`,
        figure: element.localName === "svg" ? element.closest("figure").id : undefined,
        link: element.getAttribute("href") ?? "",
        seen: outlined || style.boxShadow !== "none",
        inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    };
}

const said = () => ({
    tip: [...document.querySelectorAll(".tooltip")].some((one) => one.getClientRects().length > 0),
    aloud: [...document.querySelectorAll('[role="status"], [aria-live]')].map((one) => one.textContent).join("|"),
});

async function faultsOfMarks(page, figure) {
    const found = [];
    const begin = (await page.evaluate(said)).aloud;
    await page.keyboard.press("ArrowRight");
    const first = await page.evaluate(said);
    if (!first.tip || first.aloud === begin) {
        return [`${figure}: an arrow key tells nothing`];
    }
    await page.keyboard.press("ArrowRight");
    const second = await page.evaluate(said);
    if (second.aloud === first.aloud && !/^\|?1 of 1:/.test(first.aloud)) {
        found.push(`${figure}: a second arrow key tells nothing new`);
    }
    await page.keyboard.press("ArrowLeft");
    if ((await page.evaluate(said)).aloud !== first.aloud) {
        found.push(`${figure}: the arrow back does not lead back`);
    }
    if (/NaN|undefined|Infinity/.test(first.aloud + second.aloud)) {
        found.push(`${figure}: says "${first.aloud.slice(0, 80)}"`);
    }
    await page.keyboard.press("Escape");
    if ((await page.evaluate(said)).tip) {
        found.push(`${figure}: Escape does not close what is told`);
    }
    return found;
}

export async function faults({ page }) {
    const found = [];
    const reached = [];
    let stops = 0;
    for (; stops < mostStops; ++stops) {
        await page.keyboard.press("Tab");
        const here = await page.evaluate(stop);
        if (!here) {
            break;
        }
        if (stops === 0 && here.link !== "#content") {
            found.push("the first stop is not the link to the report");
        }
        if (!here.seen) {
            found.push(`the focus cannot be seen on ${here.what}`);
        }
        if (!here.inside) {
            found.push(`the focus is out of sight on ${here.what}`);
        }
        if (here.figure) {
            reached.push(here.figure);
            found.push(...(await faultsOfMarks(page, here.figure)));
        }
    }
    if (stops === mostStops) {
        found.push(`the focus does not come to an end within ${mostStops} stops`);
    }
    const drawn = await page.$$eval(".drawing svg", (all) =>
        all.filter((one) => one.getBoundingClientRect().width > 0).map((one) => one.closest("figure").id),
    );
    const wanted = [...new Set(drawn)];
    if (wanted.join() !== [...new Set(reached)].join()) {
        found.push(`reaches the figures ${[...new Set(reached)].join(" ")}, not ${wanted.join(" ")}`);
    }
    return [...new Set(found)];
}
