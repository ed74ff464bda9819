// Where there is room, two figures that follow each other and need little width stand side by side.

const needs_width = new Set(["fan", "sankey", "heatmap", "decision_map", "waterfall", "pareto", "none"]);

/** A row each: with many of them a figure beside would leave a gap. */
const grows_with_rows = new Set(["bars", "intervals", "gantt", "tornado"]);
const most_rows_beside = 18;

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
    const rows = element.querySelector(".variant[data-chosen='true'] table")?.querySelectorAll("tbody > tr").length ?? 0;
    return !needs_width.has(kind) && rows > 0 && !(grows_with_rows.has(kind) && rows > most_rows_beside);
}
