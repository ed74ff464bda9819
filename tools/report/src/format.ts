// Numbers on axes. Those of tables and sentences were written by the program.
import type { Page } from "./data";

let signs = { decimal: ".", group: "," };

export function useSigns(page: Page): void {
    signs = page.numbers;
}

export function numberText(value: number, decimals: number): string {
    const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, signs.group);
    const text = part === undefined ? grouped : grouped + signs.decimal + part;
    return value < 0 && /[1-9]/.test(text) ? "\u2212" + text : text;
}

const most_ticks = 200;

export interface Ticks {
    values: number[];
    decimals: number;
}

/** Round numbers from low to high, about as many as asked for. */
export function niceTicks(low: number, high: number, count: number): Ticks {
    const raw = (high - low) / Math.max(1, count);
    if (!(raw > 0) || !Number.isFinite(raw)) {
        return { values: [low], decimals: 0 };
    }
    const power = Math.pow(10, Math.floor(Math.log10(raw)));
    const step = power * ([1, 2, 5, 10].find((one) => one * power >= raw * 0.999) ?? 10);
    const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    const values: number[] = [];
    const first = Math.ceil(low / step - 1e-9);
    const steps = Math.min(most_ticks, Math.floor(high / step + 1e-9) - first);
    for (let index = 0; index <= steps; ++index) {
        values.push(Number(((first + index) * step).toFixed(Math.min(decimals, 20))));
    }
    return { values, decimals: Math.min(decimals, 20) };
}

/** The numbers' range, from zero where asked for, never empty. */
export function extent(numbers: number[], with_zero: boolean): [number, number] {
    let low = with_zero ? 0 : Infinity;
    let high = with_zero ? 0 : -Infinity;
    for (const one of numbers) {
        if (Number.isFinite(one)) {
            low = Math.min(low, one);
            high = Math.max(high, one);
        }
    }
    if (low > high) {
        return [0, 1];
    }
    // What differs by less is the same number, rounded on two ways.
    if (high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high))) {
        const room = low === 0 ? 1 : Math.abs(low) * 0.1;
        return with_zero ? (low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high)]) : [low - room, high + room];
    }
    return [low, high];
}
