// What the reader chooses is what is shown: the figures that follow a choice show the variant of the chosen option, draw it,
// and tell its own sentences; all others stay as they are.

export const pages = ["sample", "default", "stakeholders", "one_design", "hostile"];

/** Of every figure: what it shows. */
const shown = (choice) =>
    [...document.querySelectorAll("figure")]
        .filter((figure) => (figure.dataset.choice === choice) === true)
        .map((figure) => {
            const variants = [...figure.querySelectorAll(".variant")];
            const visible = variants.filter((one) => one.getClientRects().length > 0);
            return {
                id: figure.id,
                options: variants.map((one) => one.dataset.option).join(),
                visible: visible.map((one) => one.dataset.option).join(),
                drawn: visible.every((one) => !one.querySelector(".drawing") || one.querySelector(".drawing").childElementCount > 0),
                text: visible.map((one) => one.innerText).join("\n"),
                drawing: visible.map((one) => one.querySelector(".drawing")?.innerHTML ?? "").join(),
            };
        });

const data = () => JSON.parse(document.getElementById("report-data").textContent);

export async function faults({ page, name }) {
    const found = [];
    const { choices, figures } = await page.evaluate(data);
    let changed = 0;
    for (const choice of choices) {
        const followers = figures.filter((figure) => figure.choice === choice.id);
        const control = page.locator(`#controls select[name="${choice.id}"]`);
        if (followers.length === 0 || choice.options.length < 2) {
            continue;
        }
        if ((await control.count()) !== 1) {
            found.push(`the choice ${choice.id} has no control`);
            continue;
        }
        const told = await control.locator("option").allTextContents();
        if (told.join("|") !== choice.options.join("|")) {
            found.push(`the control of ${choice.id} offers ${told.join("|")}`);
        }
        const others = await page.evaluate(shown, "");
        const before = await page.evaluate(shown, choice.id);
        for (let option = choice.options.length - 1; option >= 0; --option) {
            await control.selectOption(String(option));
            for (const figure of await page.evaluate(shown, choice.id)) {
                if (!figure.options.split(",").includes(String(option))) {
                    found.push(`${figure.id}: has no variant for "${choice.options[option].slice(0, 40)}"`);
                } else if (figure.visible !== String(option)) {
                    found.push(`${figure.id}: shows variant ${figure.visible || "none"} where ${option} is chosen`);
                } else if (!figure.drawn) {
                    found.push(`${figure.id}: variant ${option} is not drawn`);
                }
                const was = before.find((one) => one.id === figure.id);
                changed += was.visible !== figure.visible && was.text !== figure.text ? 1 : 0;
            }
        }
        await control.selectOption(String(choice.chosen));
        const after = await page.evaluate(shown, choice.id);
        after.forEach((figure, index) => {
            if (figure.drawing !== before[index].drawing || figure.text !== before[index].text) {
                found.push(`${figure.id}: is another one after a choice was taken back`);
            }
        });
        if (JSON.stringify(await page.evaluate(shown, "")) !== JSON.stringify(others)) {
            found.push(`the choice ${choice.id} changes figures that do not follow it`);
        }
    }
    if (["sample", "default"].includes(name) && changed === 0) {
        found.push("no choice changes what is told");
    }
    return found;
}
