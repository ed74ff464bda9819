// How wide texts are, so that none leaves its figure or lies over another.

export const font_family = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const context = document.createElement("canvas").getContext("2d")!;

const known = new Map<string, number>();
let font = "";

export function textWidth(text: string, size = 12, weight = 400): number {
    const wanted = `${weight} ${size}px ${font_family}`;
    const key = `${weight} ${size} ${text}`;
    let width = known.get(key);
    if (width === undefined) {
        if (font !== wanted) {
            context.font = font = wanted;
        }
        width = context.measureText(text).width;
        known.set(key, width);
    }
    return width;
}

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function shortened(text: string, width: number, size = 12, weight = 400): string {
    if (textWidth(text, size, weight) <= width) {
        return text;
    }
    const signs = Array.from(text);
    let fits = 0;
    let low = 1;
    let high = signs.length;
    while (low <= high) {
        const middle = (low + high) >> 1;
        if (textWidth(signs.slice(0, middle).join("").trimEnd() + "\u2026", size, weight) <= width) {
            fits = middle;
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return fits === 0 ? "" : signs.slice(0, fits).join("").trimEnd() + "\u2026";
}

/** The text in at most so many lines; the last one is shortened where it does not fit. */
export function wrapped(text: string, width: number, lines: number, size = 12, weight = 400): string[] {
    const result: string[] = [];
    let line = "";
    const words = text.split(/\s+/).filter((word) => word !== "");
    for (let index = 0; index < words.length; ++index) {
        const longer = line === "" ? words[index]! : `${line} ${words[index]}`;
        if (textWidth(longer, size, weight) <= width || line === "") {
            line = longer;
            continue;
        }
        if (result.length === lines - 1) {
            line = `${line} ${words.slice(index).join(" ")}`;
            break;
        }
        result.push(line);
        line = words[index]!;
    }
    if (line !== "") {
        result.push(line);
    }
    return result.map((one) => shortened(one, width, size, weight));
}
