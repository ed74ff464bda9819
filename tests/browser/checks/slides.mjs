// The button writes eight to twelve slides that another program reads: the takeaways as titles, native charts that can be
// edited, no pictures, the line of origin on every slide.
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const pages = ["sample", "default", "stakeholders", "hostile"];

const reader = fileURLToPath(new URL("../read_slides.py", import.meta.url));
const plain = (text) => text.replace(/\s+/g, " ").trim();

/** Takeaways and data of the figures that are meant for slides, as the page shows them. */
function meant() {
    const data = JSON.parse(document.getElementById("report-data").textContent);
    const figures = data.figures.filter((figure) => figure.slide);
    return {
        origin: data.origin,
        takeaways: figures.map((figure) => {
            const id = `${figure.kind === "none" ? "table" : "figure"}-${figure.number.replaceAll(".", "-")}`;
            return document.querySelector(`#${id} .variant[data-chosen="true"] .takeaway`).textContent;
        }),
    };
}

export async function faults({ page, name, folder }) {
    const found = [];
    const wanted = await page.evaluate(meant);
    const button = page.locator("#controls button", { hasText: /slides/i });
    if ((await button.count()) !== 1) {
        return ["offers no slides"];
    }
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), button.click()]);
    const file = join(folder, `${name}.pptx`);
    copyFileSync(await download.path(), file);
    let slides;
    try {
        slides = JSON.parse(execFileSync("/usr/bin/python3", [reader, file], { encoding: "utf8", maxBuffer: 1 << 26 }));
    } catch (failure) {
        return [plain(`${failure.stdout}${failure.stderr}`)];
    }
    if (slides.length < 8 || slides.length > 12) {
        found.push(`has ${slides.length} slides`);
    }
    if (slides.filter((slide) => slide.charts.length > 0).length < Math.min(5, slides.length - 3)) {
        found.push("has few native charts");
    }
    slides.forEach((slide, index) => {
        const say = (text) => found.push(`slide ${index + 1}: ${text}`);
        const texts = slide.texts.map(plain);
        if (!texts.some((text) => plain(wanted.origin).startsWith(text.replace(/…$/, "")) && text.length > 4)) {
            say("does not say where it is from");
        }
        if (slide.pictures > 0) {
            say("has a picture that nobody can edit");
        }
        if (index > 0) {
            const begin = plain(wanted.takeaways[index - 1] ?? "").slice(0, 40);
            if (!texts[0]?.startsWith(begin)) {
                say(`its title "${texts[0]?.slice(0, 50)}" is not the takeaway "${begin}"`);
            }
            if (slide.charts.length + slide.tables === 0) {
                say("has neither chart nor table");
            }
        }
        const values = slide.charts.flatMap((chart) => chart.values.flat());
        if (slide.charts.length > 0 && !values.some((value) => value !== null && Number.isFinite(Number(value)))) {
            say("has a chart without values");
        }
        if (/NaN|undefined|Infinity/.test(texts.join(" ") + values.join(" "))) {
            say("tells what is no value");
        }
    });
    return found;
}
