// A page prints the same from a dark screen as from a light one, and from a small window as from a large one.
import { openPage } from "../support/browser.mjs";
import { picturesOfPages, withPdf } from "../support/paper.mjs";

export const pages = ["sample", "default"];
export const views = [{ scheme: "light" }];

const pictures = (page) => withPdf(page, "A4", async (pdf, folder) => picturesOfPages(pdf, folder, 40));

export async function faults({ page, browser, file }) {
    const expected = await pictures(page);
    const opened = await openPage(browser, file, { scheme: "dark" });
    const other = await pictures(opened.page);
    await opened.close();
    if (other.length !== expected.length) {
        return [`prints ${other.length} pages from a dark screen, ${expected.length} from a light one`];
    }
    return expected.flatMap((picture, index) => (picture.equals(other[index]) ? [] : [`page ${index + 1} differs from a dark screen`]));
}
