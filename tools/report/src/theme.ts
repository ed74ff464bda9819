// Light or dark as the reader's machine says, until the reader says otherwise. Paper is always light: the dark colours stand in
// a rule for screens, and choosing a theme changes when that rule holds.

const dark_rule = (): CSSMediaRule | undefined => {
    for (const sheet of document.styleSheets) {
        for (const rule of sheet.cssRules) {
            if (rule instanceof CSSMediaRule && rule.media.mediaText.includes("prefers-color-scheme: dark")) {
                return rule;
            }
        }
    }
    return undefined;
};

export function themeButton(): HTMLButtonElement {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const rule = dark_rule();
    let dark = system.matches;
    const button = document.createElement("button");
    button.type = "button";
    const tell = () => {
        button.textContent = dark ? "Light" : "Dark";
        button.setAttribute("aria-label", dark ? "Light colours" : "Dark colours");
    };
    button.addEventListener("click", () => {
        dark = !dark;
        if (rule !== undefined) {
            rule.media.mediaText = dark ? "screen" : "not all";
        }
        document.documentElement.dataset["theme"] = dark ? "dark" : "light";
        tell();
    });
    system.addEventListener("change", () => {
        if (document.documentElement.dataset["theme"] === undefined) {
            dark = system.matches;
            tell();
        }
    });
    tell();
    return button;
}
