// The page fits: nothing has to be scrolled sideways to be read, from 320 pixels on, also where colours are forced; tables
// scroll within their own box.

export const views = [{ width: 1280 }, { width: 390 }, { width: 320 }, { width: 1280, forcedColors: "active" }];

function faultsOfWidth() {
    const found = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width + 1) {
        found.push(`is ${document.documentElement.scrollWidth} px wide in a window of ${width} px`);
        for (const element of document.querySelectorAll("body *")) {
            const box = element.getBoundingClientRect();
            if (box.right > width + 1 && box.width > 0 && !element.closest(".scroll, svg, pre, [hidden]")) {
                const text = element.textContent.trim().slice(0, 40);
                found.push(`<${element.localName} class="${element.className}"> reaches ${box.right.toFixed(0)} px: ${text}`);
            }
        }
    }
    for (const svg of document.querySelectorAll(".drawing svg")) {
        const box = svg.getBoundingClientRect();
        if (box.right > width + 1) {
            found.push(`${svg.closest("figure").id}: its drawing reaches ${box.right.toFixed(0)} px`);
        }
        // Smaller than this, a label cannot be read.
        const small = [...svg.querySelectorAll("text")].find((text) => {
            const scale = text.getScreenCTM()?.a ?? 1;
            return text.textContent.trim() && parseFloat(getComputedStyle(text).fontSize) * scale < 8.5;
        });
        if (small && box.width > 0) {
            found.push(`${svg.closest("figure").id}: the label "${small.textContent.slice(0, 30)}" is smaller than 8.5 px`);
        }
    }
    return found;
}

/** A label that is painted as its ground is gone. */
function faultsOfForcedColours() {
    const found = [];
    const ground = getComputedStyle(document.body).backgroundColor;
    for (const text of document.querySelectorAll(".drawing svg text")) {
        if (getComputedStyle(text).fill === ground && !text.closest("[data-on-fill]")) {
            found.push(`${text.closest("figure").id}: "${text.textContent.slice(0, 30)}" cannot be seen where colours are forced`);
        }
    }
    return found;
}

export async function faults({ page, view }) {
    const found = await page.evaluate(faultsOfWidth);
    return view.forcedColors ? [...found, ...(await page.evaluate(faultsOfForcedColours))] : found;
}
