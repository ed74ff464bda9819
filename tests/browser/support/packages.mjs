// The packages of package.json live in the build folder, where `npm ci` puts them; modules here find them by its path.
import { createRequire } from "node:module";
import { join } from "node:path";

const folder = process.env.KAMSIM_BROWSER_PACKAGES ?? new URL("..", import.meta.url).pathname;
const fromPackages = createRequire(join(folder, "package.json"));

export const { chromium } = fromPackages("playwright-core");
export const axeSource = fromPackages("axe-core").source;
