// What the reader can choose, above everything: designs, pairs, accounts, and what to do with the page.
import type { Choice, Page } from "./data";
import type { FigureOnPage } from "./figures";
import { applyFilter, isFiltered, type Wanted } from "./filter";
import { announce } from "./tooltip";

function labelled(text: string, control: HTMLElement): HTMLLabelElement {
    const label = document.createElement("label");
    const name = document.createElement("span");
    name.textContent = text;
    label.append(name, control);
    return label;
}

function choiceControl(choice: Choice, figures: FigureOnPage[]): HTMLElement {
    const select = document.createElement("select");
    select.name = choice.id;
    choice.options.forEach((option, index) => {
        const element = document.createElement("option");
        element.value = String(index);
        element.textContent = option;
        select.append(element);
    });
    select.value = String(choice.chosen);
    select.addEventListener("change", () => {
        const followers = figures.filter((one) => one.figure.choice === choice.id);
        followers.forEach((one) => one.choose(Number(select.value)));
        announce(`${choice.label}: ${choice.options[Number(select.value)]}. ${followers.length} figures changed.`);
    });
    return labelled(choice.label, select);
}

function filterControls(page: Page, figures: FigureOnPage[]): HTMLElement[] {
    const wanted: Wanted = { text: "", segment: "", key_only: false };
    const told = document.createElement("span");
    told.className = "told";
    told.setAttribute("role", "status");
    const apply = () => {
        const kept = applyFilter(page, wanted);
        told.textContent = isFiltered() ? `${kept} of ${page.accounts.length}` : "";
        figures.filter((one) => one.followsFilter()).forEach((one) => one.draw());
    };
    const search = document.createElement("input");
    search.type = "search";
    search.name = "account-text";
    search.placeholder = "name or id";
    let waiting = 0;
    search.addEventListener("input", () => {
        wanted.text = search.value;
        window.clearTimeout(waiting);
        waiting = window.setTimeout(apply, 150);
    });
    const parts: HTMLElement[] = [labelled("Accounts", search)];
    const segments = [...new Set(page.accounts.map((one) => one.segment))].filter((one) => one !== "").sort();
    if (segments.length > 1) {
        const select = document.createElement("select");
        select.name = "account-segment";
        for (const segment of ["", ...segments]) {
            const option = document.createElement("option");
            option.value = segment;
            option.textContent = segment === "" ? "all" : segment;
            select.append(option);
        }
        select.addEventListener("change", () => {
            wanted.segment = select.value;
            apply();
        });
        parts.push(labelled("Segment", select));
    }
    if (page.accounts.some((one) => one.key) && page.accounts.some((one) => !one.key)) {
        const box = document.createElement("input");
        box.type = "checkbox";
        box.name = "account-key";
        box.addEventListener("change", () => {
            wanted.key_only = box.checked;
            apply();
        });
        const label = labelled("Key accounts only", box);
        label.classList.add("tick");
        parts.push(label);
    }
    return [...parts, told];
}

export function buildControls(page: Page, figures: FigureOnPage[], buttons: HTMLElement[]): void {
    const place = document.getElementById("controls");
    if (place === null) {
        return;
    }
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", "What is shown");
    const used = page.choices.filter((choice) => choice.options.length > 1 && figures.some((one) => one.figure.choice === choice.id));
    const choices = document.createElement("div");
    choices.className = "choices";
    choices.append(...used.map((choice) => choiceControl(choice, figures)));
    if (page.accounts.length > 1 && figures.some((one) => one.followsFilter())) {
        choices.append(...filterControls(page, figures));
    }
    const actions = document.createElement("div");
    actions.className = "actions";
    actions.append(...buttons);
    place.append(choices, actions);
}
