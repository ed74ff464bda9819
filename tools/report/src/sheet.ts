// A figure's drawing: an svg that grows downwards while things are put on it, and the list of its marks, which hovering and
// the arrow keys go by.
import { font_family, shortened, textWidth, wrapped } from "./measure";
import type { Look } from "./palette";

export const namespace = "http://www.w3.org/2000/svg";

/** What stands for a row of a table: a box in the units of the sheet. */
export interface Mark {
    left: number;
    top: number;
    right: number;
    bottom: number;
    table: string;
    row: number;
}

export interface TextOptions {
    size?: number;
    weight?: number;
    fill?: string;
    anchor?: "start" | "middle" | "end";
    /** May be left out where it would lie over another text. */
    optional?: boolean;
    /** Stands on lines and points: the paper shows around it. */
    halo?: boolean;
}

export interface LegendItem {
    name: string;
    look: Look;
    as: "line" | "area" | "point";
}

export interface Sample {
    name: string;
    draw: (left: number, middle: number) => void;
}

export class Sheet {
    readonly root: SVGSVGElement;
    readonly marks: Mark[] = [];
    /** Where the next thing goes. */
    bottom = 4;

    constructor(readonly width: number) {
        this.root = document.createElementNS(namespace, "svg");
    }

    add(tag: string, attributes: Record<string, string | number>, parent: Element = this.root): SVGElement {
        const element = document.createElementNS(namespace, tag);
        for (const [name, value] of Object.entries(attributes)) {
            element.setAttribute(name, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
        }
        parent.append(element);
        return element;
    }

    text(x: number, y: number, content: string, options: TextOptions = {}): void {
        if (content === "") {
            return;
        }
        const element = this.add("text", {
            x,
            y,
            fill: options.fill ?? "var(--ink)",
            "font-size": options.size ?? 12,
            "text-anchor": options.anchor ?? "start",
        });
        if (options.weight !== undefined) {
            element.setAttribute("font-weight", String(options.weight));
        }
        if (options.halo) {
            element.setAttribute("stroke", "var(--paper)");
            element.setAttribute("stroke-width", "3");
            element.setAttribute("stroke-linejoin", "round");
            element.setAttribute("paint-order", "stroke");
        }
        if (options.optional) {
            element.classList.add("optional");
        }
        element.textContent = content;
    }

    /** Lines of text from the left, below what there is. */
    paragraph(content: string, left: number, width: number, options: TextOptions = {}): void {
        const size = options.size ?? 12;
        for (const line of wrapped(content, width, 3, size, options.weight)) {
            this.bottom += size * 1.35;
            this.text(left, this.bottom - size * 0.3, line, options);
        }
    }

    legend(items: LegendItem[]): void {
        this.samples(items.map((item) => ({ name: item.name, draw: (left, middle) => this.swatch(item, left, middle) })));
    }

    /** Names with a sample of what they name, 24 wide, in lines. */
    samples(items: Sample[]): void {
        let left = 0;
        let line = this.bottom + 14;
        for (const item of items) {
            const name = shortened(item.name, Math.min(240, this.width - 40));
            const width = 28 + textWidth(name) + 18;
            if (left > 0 && left + width - 18 > this.width) {
                left = 0;
                line += 21;
            }
            item.draw(left, line - 4);
            this.text(left + 28, line, name);
            left += width;
        }
        this.bottom = line + 12;
    }

    private swatch(item: LegendItem, left: number, middle: number): void {
        const { color, dash } = item.look;
        if (item.as === "line") {
            this.add("line", { x1: left, x2: left + 22, y1: middle, y2: middle, stroke: color, "stroke-width": 2.5, "stroke-dasharray": dash });
        } else if (item.as === "area") {
            this.add("rect", { x: left + 6, y: middle - 6, width: 14, height: 12, fill: color });
        } else {
            this.point(left + 12, middle, item.look);
        }
    }

    /** A point in the shape of its look; a thin one shows what lies below. */
    point(x: number, y: number, look: Look, radius = 5, thin = false): void {
        const r = radius;
        const shapes: Record<string, string> = {
            square: `M${-r},${-r}H${r}V${r}H${-r}Z`,
            triangle: `M0,${-r * 1.2}L${r * 1.15},${r * 0.85}H${-r * 1.15}Z`,
            diamond2: `M0,${-r * 1.3}L${r * 1.3},0L0,${r * 1.3}L${-r * 1.3},0Z`,
            star: starPath(r * 1.35),
            wye: `M${-r},${-r}L0,0L${r},${-r}V${-r * 0.2}L${r * 0.35},${r}H${-r * 0.35}L${-r},${-r * 0.2}Z`,
            plus: `M${-r * 0.4},${-r}H${r * 0.4}V${-r * 0.4}H${r}V${r * 0.4}H${r * 0.4}V${r}H${-r * 0.4}V${r * 0.4}H${-r}V${-r * 0.4}H${-r * 0.4}Z`,
            times: `M${-r},${-r * 0.5}L${-r * 0.5},${-r}L0,${-r * 0.5}L${r * 0.5},${-r}L${r},${-r * 0.5}L${r * 0.5},0L${r},${r * 0.5}L${r * 0.5},${r}L0,${r * 0.5}L${-r * 0.5},${r}L${-r},${r * 0.5}L${-r * 0.5},0Z`,
        };
        const path = shapes[look.symbol];
        const common: Record<string, string | number> = thin
            ? { fill: look.color, "fill-opacity": 0.55, stroke: look.color, "stroke-width": 1.2 }
            : { fill: look.color, stroke: "var(--paper)", "stroke-width": 1 };
        if (path === undefined) {
            this.add("circle", { cx: x, cy: y, r, ...common });
        } else {
            this.add("path", { d: path, transform: `translate(${x.toFixed(2)},${y.toFixed(2)})`, ...common });
        }
    }

    mark(table: string, row: number, left: number, top: number, right = left, bottom = top): void {
        if ([left, top, right, bottom].every(Number.isFinite)) {
            this.marks.push({
                table,
                row,
                left: Math.min(left, right),
                right: Math.max(left, right),
                top: Math.min(top, bottom),
                bottom: Math.max(top, bottom),
            });
        }
    }

    /** Nothing is put on the sheet after this. */
    finish(): SVGSVGElement {
        const height = Math.ceil(this.bottom + 4);
        this.root.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
        this.root.setAttribute("width", String(this.width));
        this.root.setAttribute("height", String(height));
        this.root.setAttribute("font-family", font_family);
        return this.root;
    }
}

function starPath(radius: number): string {
    const points = Array.from({ length: 10 }, (_, corner) => {
        const length = corner % 2 === 0 ? radius : radius * 0.45;
        const angle = (corner * Math.PI) / 5;
        return `${(length * Math.sin(angle)).toFixed(2)},${(-length * Math.cos(angle)).toFixed(2)}`;
    });
    return `M${points.join("L")}Z`;
}

/** Texts that may be left out and lie over another, or leave the drawing. */
export function clutter(svg: SVGSVGElement): SVGTextElement[] {
    const texts = [...svg.querySelectorAll("text")];
    if (!texts.some((one) => one.classList.contains("optional"))) {
        return [];
    }
    const frame = svg.getBoundingClientRect();
    const boxes = texts.map((one) => one.getBoundingClientRect());
    const kept = boxes.filter((_, index) => !texts[index]!.classList.contains("optional"));
    return texts.filter((text, index) => {
        if (!text.classList.contains("optional")) {
            return false;
        }
        const box = boxes[index]!;
        const leaves = box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5;
        if (leaves || kept.some((other) => overlap(box, other))) {
            return true;
        }
        kept.push(box);
        return false;
    });
}

function overlap(one: DOMRect, other: DOMRect): boolean {
    return one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 2 && other.top < one.bottom - 2;
}
