// Runs the scenarios and writes the pages that the checks look at:
//   node make_pages.mjs <kamsim> <draw_portfolio> <write_sample_report> <folder>
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { retold, runs, samples, sweeps } from "./support/pages.mjs";

const [program, drawPortfolio, writeSample, folder] = process.argv.slice(2);
if (!folder) {
    console.error("usage: node make_pages.mjs <kamsim> <draw_portfolio> <write_sample_report> <folder>");
    process.exit(2);
}
const root = fileURLToPath(new URL("../..", import.meta.url));

/** A program of ours; what it says is shown only where it fails. */
function call(command, words) {
    const began = Date.now();
    const said = execFileSync(command, words, { encoding: "utf8", maxBuffer: 1 << 26 });
    console.log(`${((Date.now() - began) / 1000).toFixed(1)} s: ${words.join(" ")}`);
    return said;
}

/** The scenario of a run; where its accounts are drawn, a copy of it beside them. */
function scenarioOf(run) {
    const scenario = join(root, run.scenario);
    if (!run.accounts) {
        return scenario;
    }
    const copy = join(folder, `${run.name}.toml`);
    copyFileSync(scenario, copy);
    const accounts = call(drawPortfolio, ["--accounts", String(run.accounts), "--prospects", "50", "--revenue", "400000"]);
    writeFileSync(join(folder, `${run.name}_accounts.csv`), accounts);
    return copy;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const inFolder = (name, end) => join(folder, name + end);

/** A report in all its forms. */
function report(result, name, options = []) {
    const forms = ["--out", inFolder(name, ".html"), "--json", inFolder(name, ".json"), "--xlsx", inFolder(name, ".xlsx")];
    call(program, ["report", inFolder(result, ".h5"), ...options, ...forms]);
}

for (const run of runs) {
    call(program, ["run", scenarioOf(run), ...run.run, "--quiet", "--out", inFolder(run.name, ".h5")]);
    report(run.name, run.name, run.report);
}
for (const sweep of sweeps) {
    call(program, ["sweep", join(root, sweep.design), "--quiet", "--out", inFolder(sweep.name, ".h5")]);
    report(sweep.name, sweep.name);
}
for (const page of retold) {
    report(page.of, page.name, [...(page.report ?? []), ...(page.against ? ["--against", inFolder(page.against, ".h5")] : [])]);
}
for (const [name, words] of Object.entries(samples)) {
    call(writeSample, [inFolder(name, ".html"), ...words]);
}
