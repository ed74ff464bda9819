// Where there is room, two figures that follow each other and need little width stand side by side.

const needs_width = new Set(["fan", "sankey", "heatmap", "decision_map", "waterfall", "pareto", "none"]);

export function pairFigures(): void {
    for (const section of document.querySelectorAll("main > section")) {
        let open: HTMLElement | undefined;
        for (const child of section.children) {
            const one = child as HTMLElement;
            if (!isNarrow(one)) {
                open = undefined;
            } else if (open === undefined) {
                open = one;
            } else {
                open.classList.add("half", "first");
                one.classList.add("half", "second");
                open = undefined;
            }
        }
    }
}

function isNarrow(element: HTMLElement): boolean {
    if (!element.matches("figure.drawn")) {
        return false;
    }
    const kind = element.querySelector<HTMLElement>(".drawing")?.dataset["kind"] ?? "none";
    return !needs_width.has(kind);
}
