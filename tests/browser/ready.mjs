// SPDX-License-Identifier: Apache-2.0
// ready.mjs MODULES CHROMIUM PAGE - when a page is first painted, and when the browser has nothing left to do: the
// median of five, in milliseconds since it was asked for.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, file] = process.argv.slice(2);
const playwright = createRequire(pathToFileURL(resolve(modules) + "/"))("playwright-core");
const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
const seen = [];
for (let i = 0; i < 5; i++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(resolve(file)).href);
  seen.push(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => {
    const paint = performance.getEntriesByName("first-paint")[0];
    done([paint ? paint.startTime : NaN, performance.now()]);
  })))));
  await context.close();
}
await browser.close();
const median = (k) => Math.round(seen.map((s) => s[k]).sort((a, b) => a - b)[2]);
console.log(`${median(0)}, ${median(1)}`);
