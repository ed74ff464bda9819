// No label leaves its drawing, and none lies over another: on a desk, on a phone.

export const views = [{ width: 1280 }, { width: 390 }];

function faultsOfLabels() {
    const found = [];
    for (const svg of document.querySelectorAll(".drawing svg")) {
        const figure = svg.closest("figure").id;
        const bounds = svg.getBoundingClientRect();
        if (bounds.width === 0) {
            continue;
        }
        const labels = [...svg.querySelectorAll("text")].filter(isSeen).map((text) => {
            // The box of a line of text is higher than its letters.
            const box = text.getBoundingClientRect();
            const lines = Math.max(1, text.querySelectorAll("tspan").length);
            const air = (box.height / lines) * 0.17;
            return { text: text.textContent.trim(), left: box.left + 0.5, right: box.right - 0.5, top: box.top + air, bottom: box.bottom - air };
        });
        for (const label of labels) {
            const out = Math.max(bounds.left - label.left, label.right - bounds.right, bounds.top - label.top, label.bottom - bounds.bottom);
            if (out > 1) {
                found.push(`${figure}: "${label.text.slice(0, 60)}" leaves its drawing by ${out.toFixed(0)} px`);
            }
        }
        labels.sort((a, b) => a.top - b.top);
        labels.forEach((one, index) => {
            for (const other of labels.slice(index + 1)) {
                if (other.top >= one.bottom) {
                    break;
                }
                const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                if (across > 1 && down > 1) {
                    found.push(`${figure}: "${one.text.slice(0, 40)}" lies over "${other.text.slice(0, 40)}" by ${across.toFixed(0)} x ${down.toFixed(0)} px`);
                }
            }
        });
    }
    return found;

    function isSeen(text) {
        if (text.textContent.trim() === "" || text.closest("defs, clipPath, mask")) {
            return false;
        }
        for (let element = text; element instanceof SVGElement; element = element.parentElement) {
            const style = getComputedStyle(element);
            if (style.display === "none" || style.visibility === "hidden" || Number(style.opacity) === 0) {
                return false;
            }
        }
        return true;
    }
}

/** Looks only where there is something to look at: a drawing without any label is not drawn. */
export async function faults({ page }) {
    return page.evaluate(faultsOfLabels);
}
