// axe-core finds nothing against WCAG 2.2 A and AA and its own best practice: light and dark, tables closed and open.
import { axeSource } from "../support/packages.mjs";

export const pages = ["sample", "default", "stakeholders", "hostile", "one_account"];
export const views = [{ scheme: "light" }, { scheme: "dark", tables: "open" }];

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export async function faults({ page, view }) {
    if (view.tables === "open") {
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    }
    // The policy of the page lets no other script in; the debugger's words are not under it.
    await page.evaluate(axeSource);
    const violations = await page.evaluate(async (tags) => {
        const result = await window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
        return result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => [node.target.join(" "), node.any[0]?.message ?? ""]) }));
    }, rules);
    return violations.flatMap(({ id, help, nodes }) => nodes.map(([where, why]) => `${id} at ${where}: ${help}. ${why}`));
}
