// Pages on paper, as Chromium prints them: a PDF, and what poppler's programs say of it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Calls `use` with the path of a PDF of the page; the file is gone afterwards. */
export async function withPdf(page, format, use) {
    const folder = mkdtempSync(join(tmpdir(), "kamsim-paper-"));
    try {
        const file = join(folder, "page.pdf");
        await page.pdf({ path: file, format, tagged: true, outline: true, printBackground: true });
        return await use(file, folder);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

const call = (program, words) => execFileSync(program, words, { encoding: "utf8", maxBuffer: 1 << 27 });

/** [page]: its text, without any space. */
export function textOfPages(pdf) {
    return call("pdftotext", ["-enc", "UTF-8", pdf, "-"]).split("\f").slice(0, -1).map(withoutSpace);
}

export const withoutSpace = (text) => text.normalize("NFKC").replace(/[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069]/g, "");

/** What pdfinfo says: "Tagged" -> "yes". */
export function factsOf(pdf) {
    const lines = call("pdfinfo", [pdf]).split("\n").filter((line) => line.includes(":"));
    return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
}

/** Number of raster pictures in it. */
export function picturesIn(pdf) {
    return call("pdfimages", ["-list", pdf]).trim().split("\n").length - 2;
}

/** [page]: its picture in shades of grey, as the bytes that pdftoppm writes. */
export function picturesOfPages(pdf, folder, resolution) {
    const stem = join(folder, "picture");
    call("pdftoppm", ["-gray", "-r", String(resolution), pdf, stem]);
    const files = readdirSync(folder).filter((name) => name.endsWith(".pgm")).sort();
    return files.map((name) => {
        const bytes = readFileSync(join(folder, name));
        rmSync(join(folder, name));
        return bytes;
    });
}

/** The mean shade of a picture, 0 black to 1 white. */
export function brightness(picture) {
    const pixels = picture.subarray(20); // the head is shorter than that, and a few pixels change nothing
    return pixels.reduce((sum, value) => sum + value, 0) / pixels.length / 255;
}
