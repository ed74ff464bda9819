// The page is one file: one request, nothing from elsewhere, not a word on the console, and a policy under which only the
// page's own script can run.
import { readFileSync } from "node:fs";

const wanted = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:", "blob:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
};

function faultsOfPolicy(html) {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
    if (!policy) {
        return ["has no content-security policy"];
    }
    const found = [];
    const rules = new Map(
        policy.split(";").map((rule) => {
            const [name, ...values] = rule.trim().split(/\s+/);
            return [name, values];
        }),
    );
    for (const [name, values] of rules) {
        if (name === "script-src") {
            if (values.length !== 1 || !/^'sha256-[A-Za-z0-9+/]{43}='$/.test(values[0])) {
                found.push(`the policy lets more run than one script: ${values.join(" ")}`);
            }
        } else if (!wanted[name] || values.some((value) => !wanted[name].includes(value))) {
            found.push(`the policy allows ${name} ${values.join(" ")}`);
        }
    }
    for (const name of ["default-src", "script-src", "base-uri", "form-action"]) {
        if (!rules.has(name)) {
            found.push(`the policy says nothing of ${name}`);
        }
    }
    return found;
}

/** In the document as it stands: what loads, what links outwards, what runs. */
function faultsOfMarkup() {
    const found = [];
    const outward = /^\s*(https?:|\/\/|ftp:|file:|javascript:)/i;
    for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
            if (/^on/i.test(name)) {
                found.push(`<${element.localName}> has the handler ${name}`);
            }
            if (/^(src|srcset|href|xlink:href|data|action|poster|background)$/i.test(name) && outward.test(value)) {
                found.push(`<${element.localName}> names ${value}`);
            }
            if (name !== "xmlns" && /url\((?!["']?#)/i.test(value)) {
                found.push(`<${element.localName}> loads ${value}`);
            }
        }
    }
    const scripts = [...document.scripts].map((script) => script.type || "script");
    if (scripts.join() !== "application/json,script") {
        found.push(`has other scripts than its data and its own: ${scripts.join(", ")}`);
    }
    for (const style of document.querySelectorAll("style")) {
        if (/@import|url\((?!["']?(#|data:))/i.test(style.textContent)) {
            found.push("the style loads something");
        }
    }
    return found;
}

export async function faults({ page, happened, file }) {
    const found = [];
    if (!happened.drawn) {
        found.push("never says that it is drawn");
    }
    found.push(...happened.messages.map((message) => `says on the console: ${message}`));
    found.push(...happened.dialogs.map((text) => `opens a dialog: ${text}`));
    const others = happened.requests.slice(1).filter((url) => !/^(data|blob):/.test(url));
    found.push(...others.map((url) => `asks for ${url}`));
    found.push(...faultsOfPolicy(readFileSync(file, "utf8")));
    found.push(...(await page.evaluate(faultsOfMarkup)));
    return found;
}
