// Which accounts the reader looks at. What is said of the whole portfolio is not said of some of it.
import type { Page } from "./data";
import { rowsOf } from "./words";

export interface Wanted {
    text: string;
    segment: string;
    key_only: boolean;
}

let shown: Set<number> | undefined;

export function isShown(account: number): boolean {
    return shown === undefined || shown.has(account);
}

export function isFiltered(): boolean {
    return shown !== undefined;
}

/** Sets the filter and hides rows and sentences of the page. Returns how many accounts are left. */
export function applyFilter(page: Page, wanted: Wanted): number {
    const text = wanted.text.trim().toLowerCase();
    const all = page.accounts.map((_, index) => index);
    const kept = all.filter((index) => {
        const account = page.accounts[index]!;
        const has_text = text === "" || account.name.toLowerCase().includes(text) || account.id.toLowerCase().includes(text);
        return has_text && (wanted.segment === "" || account.segment === wanted.segment) && (!wanted.key_only || account.key);
    });
    shown = text === "" && wanted.segment === "" && !wanted.key_only ? undefined : new Set(kept);
    hideRows();
    hideSentences(kept.length, all.length);
    return kept.length;
}

function hideRows(): void {
    for (const table of document.querySelectorAll<HTMLTableElement>("figure table")) {
        for (const row of rowsOf(table)) {
            const account = row.dataset["account"];
            row.hidden = account !== undefined && !isShown(Number(account));
        }
    }
}

function hideSentences(kept: number, all: number): void {
    document.querySelectorAll(".of-portfolio").forEach((one) => one.remove());
    document.documentElement.classList.toggle("filtered", isFiltered());
    if (!isFiltered()) {
        return;
    }
    const counts = new Map<Element, Element[]>();
    for (const sentence of document.querySelectorAll("[data-scope='portfolio']")) {
        const holder = sentence.closest(".variant, dl, ul, section")!;
        counts.set(holder, [...(counts.get(holder) ?? []), sentence]);
    }
    for (const [holder, sentences] of counts) {
        const note = document.createElement(holder.tagName === "UL" ? "li" : holder.tagName === "DL" ? "div" : "p");
        note.className = "of-portfolio";
        const what = sentences.length === 1 ? "A sentence that speaks" : `${sentences.length} sentences that speak`;
        const text = `${what} of the whole portfolio ${sentences.length === 1 ? "is" : "are"} hidden while ${kept} of ${all} accounts are shown.`;
        if (holder.tagName === "DL") {
            // A list of names and values may hold nothing else, so the line goes below it.
            note.textContent = text;
            holder.after(note);
        } else {
            note.textContent = text;
            sentences[0]!.before(note);
        }
    }
}
