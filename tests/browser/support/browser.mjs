// Chromium without a window, and pages opened in it as a reader would have them: offline, from a file.
import { pathToFileURL } from "node:url";
import { chromium } from "./packages.mjs";

const drawnWithin = Number(process.env.KAMSIM_DRAWN_WITHIN ?? 90_000); // milliseconds; a machine that does other things besides takes its time

export async function startBrowser() {
    return chromium.launch({
        executablePath: process.env.KAMSIM_CHROMIUM || "/usr/bin/chromium",
        // Root may use Chromium without its sandbox only, and a bare system has a small /dev/shm or none.
        args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
    });
}

/**
 * Opens the page of a file and waits until its figures are drawn.
 * @param view width, scheme ("light" or "dark"), scripts (false: off), media ("print")
 * @return the page, with what happened while it was opened: requests, messages, dialogs, drawn (false: it never said so)
 */
export async function openPage(browser, file, view = {}) {
    const context = await browser.newContext({
        viewport: { width: view.width ?? 1280, height: view.height ?? 900 },
        colorScheme: view.scheme ?? "light",
        reducedMotion: "reduce",
        forcedColors: view.forcedColors ?? "none",
        javaScriptEnabled: view.scripts !== false,
        acceptDownloads: true,
        locale: "en-US",
    });
    const page = await context.newPage();
    const happened = { requests: [], messages: [], dialogs: [], drawn: false };
    page.on("request", (request) => happened.requests.push(request.url()));
    page.on("console", (message) => happened.messages.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => happened.messages.push(`exception: ${error.stack ?? error.message}`));
    page.on("dialog", (dialog) => {
        happened.dialogs.push(dialog.message());
        void dialog.dismiss();
    });
    const opens = await page.goto(pathToFileURL(file).href, { waitUntil: "load", timeout: drawnWithin }).then(() => true, () => false);
    if (!opens) {
        await context.close();
        throw new Error(`does not open within ${drawnWithin / 1000} s: its script does not come to an end`);
    }
    if (view.scripts !== false) {
        happened.drawn = await page
            .waitForFunction(() => document.documentElement.dataset.drawn === "true", undefined, { timeout: drawnWithin })
            .then(() => true, () => false);
    }
    return { page, happened, file, view, close: () => context.close() };
}

/** What a view is called in a message. */
export function viewName(view) {
    const words = [`${view.width ?? 1280} px`];
    for (const key of ["scheme", "tables", "paper", "forcedColors"]) {
        if (view[key]) {
            words.push(view[key]);
        }
    }
    return words.join(", ");
}
