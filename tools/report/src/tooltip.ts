// What a mark says when it is pointed at or reached by the arrow keys: the cells of its row, in the words of the table.
import type { Mark } from "./sheet";
import { namespace } from "./sheet";

export interface Told {
    title: string;
    lines: [string, string][];
}

let box: HTMLElement | undefined;
let live: HTMLElement | undefined;

function elements(): { box: HTMLElement; live: HTMLElement } {
    if (box === undefined || live === undefined) {
        box = document.createElement("div");
        box.className = "tooltip";
        box.hidden = true;
        box.setAttribute("aria-hidden", "true");
        live = document.createElement("div");
        live.className = "for-readers";
        live.setAttribute("role", "status");
        const main = document.querySelector("main")!;
        main.append(box, live);
    }
    return { box, live };
}

/** Says something to who listens to the page. */
export function announce(text: string): void {
    elements().live.textContent = text;
}

export function hideTooltip(): void {
    elements().box.hidden = true;
    document.querySelectorAll("svg .pointed").forEach((one) => one.remove());
}

function showTooltip(svg: SVGSVGElement, mark: Mark, told: Told): void {
    const { box: tip } = elements();
    hideTooltip();
    tip.replaceChildren();
    const title = document.createElement("strong");
    title.dir = "auto";
    title.textContent = told.title;
    tip.append(title);
    const list = document.createElement("dl");
    for (const [name, value] of told.lines) {
        const term = document.createElement("dt");
        const detail = document.createElement("dd");
        term.textContent = name;
        detail.textContent = value;
        list.append(term, detail);
    }
    tip.append(list);
    tip.hidden = false;
    ring(svg, mark);
    const area = svg.getBoundingClientRect();
    const scale = area.width / svg.viewBox.baseVal.width;
    const middle = area.left + ((mark.left + mark.right) / 2) * scale;
    const top = area.top + mark.top * scale;
    const bottom = area.top + mark.bottom * scale;
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(room - tip.offsetWidth - 8, middle - tip.offsetWidth / 2));
    const above = top - tip.offsetHeight - 12;
    tip.style.left = `${left}px`;
    tip.style.top = `${above >= 8 ? above : Math.min(bottom + 12, window.innerHeight - tip.offsetHeight - 8)}px`;
}

function ring(svg: SVGSVGElement, mark: Mark): void {
    const around = document.createElementNS(namespace, "rect");
    const room = mark.right - mark.left < 2 && mark.bottom - mark.top < 2 ? 6 : 2;
    around.setAttribute("class", "pointed");
    around.setAttribute("x", String(mark.left - room));
    around.setAttribute("y", String(mark.top - room));
    around.setAttribute("width", String(mark.right - mark.left + 2 * room));
    around.setAttribute("height", String(mark.bottom - mark.top + 2 * room));
    around.setAttribute("rx", String(room + 1));
    around.setAttribute("fill", "none");
    around.setAttribute("stroke", "var(--ink)");
    around.setAttribute("stroke-width", "1.8");
    svg.append(around);
}

/** The mark at a place of the sheet, or the nearest within reach; of several the smallest. */
function nearest(marks: Mark[], x: number, y: number, reach: number): number {
    let best = -1;
    let least = [reach * reach, Infinity];
    marks.forEach((mark, index) => {
        const dx = Math.max(mark.left - x, 0, x - mark.right);
        const dy = Math.max(mark.top - y, 0, y - mark.bottom);
        const far = dx * dx + dy * dy;
        const size = (mark.right - mark.left) * (mark.bottom - mark.top);
        if (far < least[0]! || (far === least[0] && size < least[1]!)) {
            best = index;
            least = [far, size];
        }
    });
    return best;
}

/** Makes the marks of a drawing speak. */
export function makeReadable(svg: SVGSVGElement, marks: Mark[], tell: (mark: Mark) => Told): void {
    let current = -1;
    const show = (index: number, aloud: boolean) => {
        current = index;
        const mark = marks[index]!;
        const told = tell(mark);
        showTooltip(svg, mark, told);
        if (aloud) {
            announce(`${index + 1} of ${marks.length}: ${told.title}. ${told.lines.map(([name, value]) => `${name} ${value}`).join(", ")}`);
        }
    };
    const point = (event: PointerEvent) => {
        const area = svg.getBoundingClientRect();
        const scale = svg.viewBox.baseVal.width / area.width;
        const found = nearest(marks, (event.clientX - area.left) * scale, (event.clientY - area.top) * scale, 28);
        if (found < 0) {
            hideTooltip();
            current = -1;
        } else if (found !== current) {
            show(found, false);
        }
    };
    svg.addEventListener("pointermove", point);
    svg.addEventListener("pointerdown", point);
    svg.addEventListener("pointerleave", () => {
        current = -1;
        hideTooltip();
    });
    svg.addEventListener("blur", () => {
        hideTooltip();
        // Otherwise the same words for the next drawing's first mark would be no news.
        announce("");
    });
    svg.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Escape") {
            hideTooltip();
            current = -1;
        } else if (marks.length > 0 && step !== undefined) {
            event.preventDefault();
            show(current < 0 ? (step > 0 ? 0 : marks.length - 1) : (current + step + marks.length) % marks.length, true);
        } else if (marks.length > 0 && (event.key === "Home" || event.key === "End")) {
            event.preventDefault();
            show(event.key === "Home" ? 0 : marks.length - 1, true);
        }
    });
}
