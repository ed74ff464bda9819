// Faults that a page could have. Each says which check must find it, and what that check then says. `inFile` changes the
// HTML, `inPage` the drawn page (it runs in there).

const replaceOnce = (from, to) => (text) => text.replace(from, to);

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
};
