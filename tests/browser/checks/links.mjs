// Every id is there once, every reference to one leads somewhere, and a section's link brings it into view.

function faultsOfIds() {
    const found = [];
    const counts = new Map();
    for (const { id } of document.querySelectorAll("[id]")) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    for (const [id, count] of counts) {
        if (count > 1) {
            found.push(`the id ${id} is there twice`);
        }
        if (id === "" || /\s/.test(id)) {
            found.push(`"${id}" is no id`);
        }
    }
    for (const link of document.querySelectorAll("a[href]")) {
        const target = link.getAttribute("href");
        if (target.startsWith("#") && !counts.has(decodeURIComponent(target.slice(1)))) {
            found.push(`the link ${target} leads nowhere`);
        }
    }
    for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for"]) {
        for (const element of document.querySelectorAll(`[${name}]`)) {
            for (const id of element.getAttribute(name).split(/\s+/).filter((one) => one && !counts.has(one))) {
                found.push(`${name} of <${element.localName}> names ${id}, which is not there`);
            }
        }
    }
    // What a drawing takes from elsewhere in the page: patterns, clips, arrow heads.
    for (const element of document.querySelectorAll("svg *")) {
        for (const { value } of element.attributes) {
            const id = /url\(["']?#([^"')]+)/.exec(value)?.[1];
            if (id && !counts.has(id)) {
                found.push(`<${element.localName}> uses #${id}, which is not there`);
            }
        }
    }
    return found;
}

export async function faults({ page }) {
    const found = await page.evaluate(faultsOfIds);
    const targets = await page.$$eval("nav.contents a", (links) => links.map((link) => link.getAttribute("href")));
    for (const target of targets.slice(-1)) {
        await page.evaluate((hash) => {
            location.hash = hash;
        }, target);
        const top = await page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, target.slice(1));
        const height = await page.evaluate(() => innerHeight);
        if (top === undefined || top > height || top < -height) {
            found.push(`${target} is not brought into view`);
        }
    }
    return found;
}
