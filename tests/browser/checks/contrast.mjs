// Every label of a drawing stands out from what lies behind it. Programs that check accessibility leave this to the eye:
// they do not know what lies behind text of a drawing.

export const views = [{ scheme: "light" }, { scheme: "dark" }];

async function faultsOfContrast() {
    // Whatever is painted is found at its place, also where the page lets the pointer through.
    const style = document.createElement("style");
    style.textContent = ".drawing svg, .drawing svg * { pointer-events: visiblePainted !important; }";
    document.head.append(style);
    const found = [];
    for (const svg of document.querySelectorAll(".drawing svg")) {
        if (svg.getBoundingClientRect().width === 0) {
            continue;
        }
        svg.scrollIntoView({ block: "center", behavior: "instant" });
        const figure = svg.closest("figure").id;
        for (const text of svg.querySelectorAll("text")) {
            const fault = faultOf(text);
            if (fault) {
                found.push(`${figure}: ${fault}`);
            }
        }
    }
    style.remove();
    return found;

    function faultOf(text) {
        const paint = getComputedStyle(text);
        const visibility = opacityOf(text);
        if (text.textContent.trim() === "" || paint.visibility === "hidden" || visibility === 0) {
            return undefined;
        }
        // A part of the text may have a colour of its own.
        const leaf = text.querySelector("tspan") ?? text;
        const leafPaint = getComputedStyle(leaf);
        const size = parseFloat(leafPaint.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(leafPaint.fontWeight) >= 700);
        const wanted = isLarge ? 3 : 4.5;
        const box = text.getBoundingClientRect();
        const y = (box.top + box.bottom) / 2;
        let worst = Infinity;
        let ground = "";
        for (const share of [0.1, 0.5, 0.9]) {
            const x = box.left + share * box.width;
            if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
                continue;
            }
            const behind = colourBehind(text, x, y, paint);
            const colour = over(withAlpha(rgba(leafPaint.fill), Number(leafPaint.fillOpacity) * visibility), behind);
            const ratio = contrast(colour, behind);
            if (ratio < worst) {
                worst = ratio;
                ground = `rgb(${behind.slice(0, 3).map(Math.round)})`;
            }
        }
        return worst < wanted
            ? `"${text.textContent.trim().slice(0, 40)}" in ${leafPaint.fill} on ${ground} has the contrast ${worst.toFixed(2)}, not ${wanted}`
            : undefined;
    }

    function opacityOf(element) {
        let opacity = 1;
        for (let one = element; one; one = one.parentElement) {
            opacity *= Number(getComputedStyle(one).opacity);
        }
        return opacity;
    }

    /** The colour under a point of a label: its own rim, or the shapes and boxes below, the uppermost last. */
    function colourBehind(text, x, y, paint) {
        if (paint.paintOrder.startsWith("stroke") && paint.stroke !== "none" && parseFloat(paint.strokeWidth) >= 2) {
            return over(withAlpha(rgba(paint.stroke), Number(paint.strokeOpacity)), colourOf(below(text, x, y)));
        }
        return colourOf(below(text, x, y));
    }

    function below(text, x, y) {
        const all = document.elementsFromPoint(x, y);
        const place = all.indexOf(text) >= 0 ? all.indexOf(text) : all.findIndex((one) => text.contains(one));
        return all.slice(place + 1).filter((one) => !text.contains(one)).map((one) => [one, x, y]);
    }

    function colourOf(stack) {
        let colour = [255, 255, 255, 1];
        const root = getComputedStyle(document.documentElement).backgroundColor;
        if (rgba(root)[3] === 0 && matchMedia("(prefers-color-scheme: dark)").matches) {
            colour = [18, 18, 18, 1]; // the browser's own canvas
        }
        for (const [element, x, y] of stack.reverse()) {
            const paint = getComputedStyle(element);
            if (!(element instanceof SVGElement) || element.localName === "svg") {
                colour = over(withAlpha(rgba(paint.backgroundColor), opacityOf(element)), colour);
            } else if (element instanceof SVGGeometryElement && isFilled(element, x, y)) {
                colour = over(withAlpha(rgba(paint.fill), Number(paint.fillOpacity) * opacityOf(element)), colour);
            }
        }
        return colour;
    }

    function isFilled(shape, x, y) {
        if (getComputedStyle(shape).fill === "none") {
            return false;
        }
        return shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()));
    }

    function rgba(text) {
        const srgb = /^color\(srgb ([^)]+)\)/.exec(text);
        if (srgb) {
            const [r, g, b, , a] = srgb[1].split(/\s+/).map(Number);
            return [r * 255, g * 255, b * 255, a ?? 1];
        }
        const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
        if (!/^rgb/.test(text) || numbers.length < 3) {
            return [0, 0, 0, 0]; // none, or a pattern
        }
        return [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1];
    }

    function withAlpha(colour, alpha) {
        return [colour[0], colour[1], colour[2], colour[3] * alpha];
    }

    function over(upper, lower) {
        const mix = (i) => upper[i] * upper[3] + lower[i] * (1 - upper[3]);
        return [mix(0), mix(1), mix(2), 1];
    }

    /** WCAG 2.2, "contrast ratio" and "relative luminance". */
    function contrast(one, other) {
        const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    }

    function luminance(colour) {
        const [r, g, b] = colour.slice(0, 3).map((value) => {
            const share = value / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
}

export async function faults({ page }) {
    return page.evaluate(faultsOfContrast);
}
