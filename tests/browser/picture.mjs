// SPDX-License-Identifier: Apache-2.0
// picture.mjs MODULES CHROMIUM PAGE SELECTOR HEIGHT PICTURE - a picture of a page from an element on, 1200 pixels wide.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, file, selector, height, picture] = process.argv.slice(2);
const playwright = createRequire(pathToFileURL(resolve(modules) + "/"))("playwright-core");
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ viewport: { width: 1200, height: Number(height) } })).newPage();
await page.goto(pathToFileURL(resolve(file)).href);
await page.evaluate((s) => scrollTo(0, document.querySelector(s).getBoundingClientRect().top + scrollY), selector);
await page.screenshot({ path: picture });
await browser.close();
