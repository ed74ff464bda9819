// Faults that a page could have. Each says which check must find it, and what that check then says. `inFile` changes the
// HTML, `inPage` the drawn page (it runs in there).

/** Downloads lose their ends. Runs in the page. */
function cutDownloads() {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => make(blob.slice(0, blob.size - 40, blob.type));
}

const replaceOnce = (from, to) => (text) => text.replace(from, to);
const styled = (rule) => replaceOnce("</style>", () => `${rule}</style>`);

export const seededFaults = {
    missing_description: {
        check: "figures",
        inPage: () => document.querySelector("figure.drawn .description").remove(),
        says: /description/,
    },
    missing_name: {
        check: "figures",
        inPage: () => {
            const svg = document.querySelector("figure.drawn svg[role]");
            ["aria-labelledby", "aria-label"].forEach((name) => svg.removeAttribute(name));
            svg.querySelectorAll("title").forEach((title) => title.remove());
        },
        says: /has no name/,
    },
    missing_takeaway: {
        check: "figures",
        inFile: replaceOnce(/<p class="takeaway"[^>]*>[^<]*<\/p>/, ""),
        says: /takeaway/,
    },
    missing_table: {
        check: "figures",
        inPage: () => document.querySelector("figure.drawn details").remove(),
        says: /table/,
    },
    missing_drawing: {
        check: "figures",
        inPage: () => document.querySelector("figure.drawn .drawing").replaceChildren(),
        says: /not drawn/,
    },
    not_a_number: {
        check: "values",
        inPage: () => document.querySelector("figure.drawn svg path[d]").setAttribute("d", "M0,NaNL5,5"),
        says: /NaN/,
    },
    undefined_text: {
        check: "values",
        inPage: () => {
            document.querySelector("figure.drawn svg text").textContent = "undefined";
        },
        says: /undefined/,
    },
    clipped_label: {
        check: "labels",
        inPage: () => {
            const label = document.querySelector("figure.drawn svg text").cloneNode(true);
            label.setAttribute("transform", "translate(-40,20)");
            document.querySelector("figure.drawn svg").append(label);
        },
        says: /leaves its drawing/,
    },
    overlapping_label: {
        check: "labels",
        inPage: () => {
            const label = document.querySelector("figure.drawn svg text");
            label.after(label.cloneNode(true));
        },
        says: /lies over/,
    },
    low_contrast: {
        check: "contrast",
        inPage: () => {
            document.querySelector("figure.drawn svg text").setAttribute("style", "fill: #ccc");
            document.querySelector("figure.drawn svg text").style.fill = "#cccccc";
        },
        says: /contrast/,
    },
    low_contrast_in_text: {
        check: "accessibility",
        inPage: () => {
            document.querySelector("p.takeaway").style.color = "#bbbbbb";
        },
        says: /color-contrast/,
    },
    duplicate_id: {
        check: "links",
        inPage: () => {
            document.querySelector("p.takeaway").id = "content";
        },
        says: /twice/,
    },
    broken_link: {
        check: "links",
        inFile: replaceOnce(/href="#[^"]+"/, 'href="#nowhere"'),
        says: /nowhere/,
    },
    external_request: {
        check: "loading",
        inFile: (text) =>
            text
                .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
                .replace("</body>", '<img alt="" src="http://127.0.0.1:9/picture.png"></body>'),
        says: /asks for .*picture/,
    },
    blocked_request: {
        check: "loading",
        inFile: replaceOnce("</body>", '<img alt="" src="http://127.0.0.1:9/picture.png"></body>'),
        says: /picture/,
    },
    inline_handler: {
        check: "loading",
        inFile: replaceOnce("<body", '<body onload="document.title = 1"'),
        says: /handler/,
    },
    second_script: {
        check: "loading",
        inFile: replaceOnce("</body>", "<script>document.title = 'changed';</script></body>"),
        says: /script/,
    },
    weak_policy: {
        check: "loading",
        inFile: replaceOnce(/script-src 'sha256-/, "script-src 'unsafe-inline' 'sha256-"),
        says: /policy/,
    },
    unreachable_figure: {
        check: "keyboard",
        inPage: () => document.querySelector("figure.drawn svg").setAttribute("tabindex", "-1"),
        says: /reaches the figures/,
    },
    invisible_focus: {
        check: "keyboard",
        inFile: styled(":focus, :focus-visible { outline: none !important; box-shadow: none !important; }"),
        says: /focus cannot be seen/,
    },
    silent_figure: {
        check: "keyboard",
        inPage: () => {
            const svg = document.querySelector("figure.drawn svg");
            svg.replaceWith(svg.cloneNode(true)); // nobody listens to the copy
        },
        says: /arrow key tells nothing/,
    },
    variant_not_shown: {
        check: "choices",
        inFile: styled('.variant[data-option="1"] { display: none !important; }'),
        says: /shows variant none/,
    },
    told_while_filtered: {
        check: "filter",
        inFile: styled('[data-scope="portfolio"] { display: block !important; }'),
        says: /of the whole portfolio while one account/,
    },
    unsorted_table: {
        check: "sorting",
        inPage: () => document.querySelectorAll("th button").forEach((one) => one.replaceWith(one.cloneNode(true))),
        says: /does not say that it is sorted/,
    },
    cut_figure: {
        check: "print",
        inFile: styled(".drawing { height: 1500px !important; }"),
        says: /is cut after page/,
    },
    dark_paper: {
        check: "print",
        inFile: styled("@media print { html, body { background: #111 !important; print-color-adjust: exact; } }"),
        says: /is dark/,
    },
    another_print_from_dark: {
        check: "printed_alike",
        inFile: styled("@media (prefers-color-scheme: dark) { p { margin-bottom: 30px !important; } }"),
        says: /from a dark screen/,
    },
    name_as_markup: {
        check: "hostile",
        inFile: replaceOnce(/<bdi>/, '<bdi><img src="x" alt="">'),
        says: /became <img>/,
    },
    too_wide: {
        check: "reflow",
        inFile: styled("p.takeaway { width: 2000px !important; max-width: none !important; }"),
        says: /px wide in a window/,
    },
    hidden_sentence: {
        check: "without_scripts",
        inFile: styled("html:not(.scripted) .takeaway { display: none; }"),
        says: /hides/,
    },
    cut_download: {
        check: "downloads",
        inPage: cutDownloads,
        says: /is no XML|rows/,
    },
    damaged_slides: {
        check: "slides",
        inPage: cutDownloads,
        says: /zip|has 0 slides/i, // without its end, the package may be read as one of the workbooks in it
    },
};
