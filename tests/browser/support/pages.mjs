// The pages that the checks look at. make_pages.mjs writes them; each is <folder>/<name>.html, with a result beside it
// unless it is a sample.

/** Few futures: what is checked does not depend on them. What is simulated again for a report, is for small ones only. */
const few = (count) => ["--replications", String(count)];

export const runs = [
    { name: "default", scenario: "scenarios/three_structures.toml", run: few(400), report: ["--quick"] },
    { name: "stakeholders", scenario: "scenarios/health_system.toml", run: few(400) },
    { name: "uncertain", scenario: "scenarios/uncertain.toml", run: ["--worlds", "32"], report: ["--quick"] },
    { name: "one_design", scenario: "tests/browser/scenarios/one_design.toml", run: [] },
    { name: "one_account", scenario: "tests/browser/scenarios/one_account.toml", run: [] },
    { name: "hostile", scenario: "tests/browser/scenarios/hostile.toml", run: [] },
    { name: "small", scenario: "tests/cli/scenarios/small.toml", run: [] },
    { name: "changed", scenario: "tests/cli/scenarios/small.toml", run: ["--set", "retention.save=0.7"], report: ["--quick"] },
    { name: "largest", scenario: "tests/browser/scenarios/largest.toml", run: [], report: ["--quick"], accounts: 500 },
];

/** A sweep, told on its own page. */
export const sweeps = [{ name: "sweep", design: "tests/browser/scenarios/sweep.toml" }];

/** Results told again in another way: the page's name, the run that it is of, options. */
export const retold = [
    { name: "italian", of: "default", report: ["--quick", "--locale", "it"] },
    { name: "german", of: "default", report: ["--quick", "--locale", "de"] },
    { name: "change", of: "changed", against: "small" },
];

/** Everything that has been taken for something else than a name: markup, a formula, another direction, an emoji. */
const hostile = ` </script><img src=x onerror=alert(1)> "'&amp; =cmd()|' /C calc'!A0 שלום مرحبا 👩‍💼`;

/** Pages with every kind of drawing that no result gives: the name, what is added to every name in it, the locale. */
export const samples = {
    sample: [],
    sample_hostile: [hostile],
    sample_long: [" " + "W".repeat(200)],
    sample_german: ["", "de"],
};

export const reports = [...runs.map((run) => run.name), ...sweeps.map((sweep) => sweep.name), ...retold.map((page) => page.name)];
export const allPages = [...reports, ...Object.keys(samples)];
