// Nothing that is no value reaches the reader: not in what is drawn, not in the text, not in the page's data.

function faultsOfValues() {
    const found = [];
    const inAttribute = /NaN|undefined|Infinity|\bnull\b|\[object /; // "M0,NaNL5,5" is one word
    const inText = /\b(NaN|undefined|Infinity|inf|nan)\b|^\s*null\s*$|\[object /; // effects may be "null or negative"
    for (const element of document.querySelectorAll(".drawing svg, .drawing svg *")) {
        const figure = element.closest("figure")?.id;
        for (const { name, value } of element.attributes) {
            // Names of accounts and designs may be anything.
            if (!/^(aria-|data-|class|id)/.test(name) && inAttribute.test(value)) {
                found.push(`${figure}: <${element.localName} ${name}="${value.slice(0, 60)}">`);
            }
        }
        if (element.localName === "path" && !/\d/.test(element.getAttribute("d") ?? "")) {
            found.push(`${figure}: an empty path`);
        }
        for (const name of ["width", "height", "r"]) {
            if (Number(element.getAttribute(name)?.replace(/px|%/, "")) < 0) {
                found.push(`${figure}: <${element.localName}> with ${name} ${element.getAttribute(name)}`);
            }
        }
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (!/^(script|style|code)$/.test(parent.localName) && inText.test(texts.currentNode.data)) {
            found.push(`${parent.closest("figure, section")?.id}: "${texts.currentNode.data.trim().slice(0, 80)}"`);
        }
    }
    return found;
}

export async function faults({ page }) {
    return page.evaluate(faultsOfValues);
}
