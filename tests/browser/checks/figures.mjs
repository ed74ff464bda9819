// Each figure has a name, a description, a takeaway, a drawing with a role, and the table that it is drawn from.

function faultsOfFigures() {
    const found = [];
    const textOf = (element) => element?.textContent.trim() ?? "";
    const named = (ids) => (ids ?? "").split(/\s+/).map((id) => textOf(document.getElementById(id))).join("");
    const figures = [...document.querySelectorAll("figure")];
    if (figures.length === 0) {
        found.push("has no figure");
    }
    for (const figure of figures) {
        const say = (text) => found.push(`${figure.id}: ${text}`);
        if (!named(figure.getAttribute("aria-labelledby"))) {
            say("has no name");
        }
        if (!textOf(figure.querySelector(".description"))) {
            say("has no description");
        }
        if (!figure.querySelector(".variant")) {
            say("has no variant");
        }
        const shown = [...figure.querySelectorAll(".variant")].filter((one) => one.getClientRects().length > 0);
        if (shown.length !== 1) {
            say(`shows ${shown.length} variants at once`);
        }
        for (const variant of figure.querySelectorAll(".variant")) {
            if (!textOf(variant.querySelector(".takeaway"))) {
                say(`option ${variant.dataset.option} has no takeaway`);
            }
            if (!variant.querySelector("details table tbody") || !variant.querySelector("table caption")) {
                say(`option ${variant.dataset.option} has no table`);
            }
        }
        if (figure.classList.contains("drawn")) {
            shown.forEach((variant) => faultsOfDrawing(figure, variant, say));
        }
    }
    return found;

    function faultsOfDrawing(figure, variant, say) {
        const rows = variant.querySelectorAll("table tbody tr").length;
        const svgs = [...variant.querySelectorAll(".drawing svg")].filter((svg) => svg.getBoundingClientRect().width > 60);
        if (svgs.length === 0) {
            // Without a row there is nothing to draw.
            if (rows > 0) {
                say("is not drawn");
            }
            return;
        }
        const drawing = variant.querySelector('.drawing [role="img"], .drawing [role="group"], .drawing [role^="graphics-"]');
        if (!drawing) {
            say("its drawing has no role");
            return;
        }
        const own = drawing.getAttribute("aria-label") || textOf(drawing.querySelector(":scope > title"));
        if (!named(drawing.getAttribute("aria-labelledby")) && !own) {
            say("its drawing has no name");
        }
        if (!named(drawing.getAttribute("aria-describedby")) && !textOf(drawing.querySelector(":scope > desc"))) {
            say("its drawing has no description");
        }
    }
}

export async function faults({ page }) {
    return page.evaluate(faultsOfFigures);
}
