// SPDX-License-Identifier: Apache-2.0
// page.mjs MODULES CHROMIUM DIR... - the page to look at, in a real browser.
//
// Each DIR is a result folder with report.html.  Of each page, and of the files beside it: no request but for files of
// its own, no message on the console, nothing that axe-core finds against WCAG 2.2 A and AA, every link arrives at
// something that is seen, the same numbers without script, no broken address switches the script off, and on paper no
// figure is cut.
import { createRequire } from "node:module";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...folders] = process.argv.slice(2);
const require = createRequire(pathToFileURL(resolve(modules) + "/"));
const playwright = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const paper = { width: 794, height: 1123, margin: 57 }; // A4 and 15 mm, in CSS pixels

let faults = 0;
function wrong(where, what) {
  faults++;
  console.log(`${where}: ${what}`);
}

// A tab that notes what it should not see.
async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false, ...options });
  const page = await context.newPage();
  page.on("request", (r) => r.url().startsWith("file:") && r.isNavigationRequest() || wrong(url, `asks for ${r.url()}`));
  page.on("console", (m) => wrong(url, `says on the console: ${m.text()}`));
  page.on("pageerror", (e) => wrong(url, `fails: ${e.message}`));
  await page.goto(url);
  return { context, page };
}

// Two rules look at the colours of every piece of text, which takes a minute for a page of some thousand passages.  They
// look at one piece of each kind that is seen: drawn alike, in elements that are all drawn alike.
function markKinds() {
  const drawn = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "textDecorationLine"];
  const kinds = new Map([[document.documentElement, ""]]), seen = new Set();
  for (const e of document.querySelectorAll("body, body *")) { // parents come first
    const style = getComputedStyle(e);
    const kind = `${kinds.get(e.parentElement)} ${e.tagName} ${drawn.map((name) => style[name]).join()}`;
    const hasText = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim() !== "");
    kinds.set(e, kind);
    if (hasText && e.checkVisibility() && !seen.has(kind)) e.setAttribute("data-kind", seen.add(kind).size);
  }
}
const kindsOnly = { rules: [{ id: "color-contrast", selector: "[data-kind]" }, { id: "link-in-text-block", selector: "a[href][data-kind]" }] };

// axe is put into the page by the driver, which the policy of the page does not see.
async function accessible(page, where) {
  await page.evaluate(axe);
  await page.evaluate(markKinds);
  await page.evaluate((only) => window.axe.configure(only), kindsOnly);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags } }), wcag);
  for (const v of found.violations)
    wrong(where, `${v.id} (${v.impact}): ${v.help}; ${v.nodes.length} times, such as ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" ")}`);
  return found.passes.length;
}

// Every link inside the page leads to something that takes room when one follows it.
async function links(page, where) {
  const lost = await page.evaluate(() => {
    const lost = new Set();
    for (const a of document.querySelectorAll('a[href^="#"]')) {
      const target = document.getElementById(decodeURIComponent(a.getAttribute("href").slice(1)));
      for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
      if (target === null || target.getClientRects().length === 0) lost.add(a.getAttribute("href"));
    }
    return [...lost];
  });
  for (const href of lost) wrong(where, `the link ${href} arrives nowhere`);
  return page.locator('a[href^="#"]').count();
}

// Follows some links as a reader does: what they lead to is then in sight.
async function follow(page, where) {
  const all = await page.evaluate(() => [...new Set([...document.querySelectorAll('main a[href^="#"]')].map((a) => a.getAttribute("href")))]);
  for (let i = 0; i < all.length; i += Math.max(1, Math.floor(all.length / 25))) {
    await page.evaluate((href) => { location.hash = href; }, all[i]);
    let top = NaN;
    for (let tries = 0; tries < 20 && !(top > -3 && top < 900); tries++) { // on a busy machine a frame can take a while
      await page.waitForTimeout(50);
      top = await page.evaluate((href) => document.getElementById(href.slice(1)).getBoundingClientRect().top, all[i]);
    }
    if (!(top > -3 && top < 900)) wrong(where, `the link ${all[i]} does not bring its passage in sight (${Math.round(top)})`);
  }
}

const numbers = (page) => page.evaluate(() => [...document.querySelectorAll("td, dd")].map((e) => e.textContent.trim()));

// On paper, nothing that is drawn or counted is wider than the sheet or broken over two.
async function printed(page, where) {
  await page.setViewportSize({ width: paper.width - 2 * paper.margin, height: paper.height - 2 * paper.margin });
  await page.emulateMedia({ media: "print" });
  const room = { width: paper.width - 2 * paper.margin, height: paper.height - 2 * paper.margin };
  const cut = await page.evaluate((room) => {
    const cut = [];
    for (const e of document.querySelectorAll("svg, table, figure")) {
      const box = e.getBoundingClientRect();
      const name = e.querySelector("caption, title")?.textContent ?? e.tagName;
      if (box.right > room.width + 1) cut.push(`${name} is ${Math.round(box.right - room.width)} pixels too wide`);
      if (e.tagName !== "TABLE" && box.height > room.height) cut.push(`${name} is higher than a sheet`);
    }
    return cut;
  }, room);
  for (const what of new Set(cut)) wrong(where, `on paper, ${what}`);
  const pdf = await page.pdf({ format: "A4" });
  if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-"))) wrong(where, "no PDF came of it");
  await page.emulateMedia({ media: null });
}

// Nothing sticks out of a narrow screen but what can be scrolled by itself.
async function narrow(page, where) {
  await page.setViewportSize({ width: 390, height: 844 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > 390) wrong(where, `is ${wide} pixels wide on a screen of 390`);
  await page.setViewportSize({ width: 1280, height: 900 });
}

// The script sorts, puts back, and filters.
async function scripted(page, where) {
  const column = () => page.evaluate(() => [...document.querySelectorAll("table.tree tbody tr")].map((tr) => tr.cells[1].textContent));
  const before = await column();
  const button = page.locator("table.tree thead th:nth-child(2) button");
  await button.focus();
  await page.keyboard.press("Enter");
  const sorted = (await column()).map((n) => Number(n.replace(/\s/g, "")));
  if (sorted.some((n, i) => i > 0 && n > sorted[i - 1])) wrong(where, "the tree of codes does not sort");
  await button.click();
  await button.click();
  if (JSON.stringify(await column()) !== JSON.stringify(before)) wrong(where, "the tree of codes does not come back as it was");
  await page.locator(".filter input").first().fill("zzzz-niets");
  await page.waitForTimeout(400);
  if ((await page.locator("table.tree tbody tr:visible").count()) !== 0) wrong(where, "the tree of codes does not filter");
  await page.locator(".filter input").first().fill("");
  await page.waitForTimeout(400);
}

// An address that was cut off in the middle of a character switches nothing off.
async function cutOff(browser, url, where) {
  const { context, page } = await open(browser, url + "#%");
  if ((await page.locator("table.tree thead button").count()) === 0) wrong(where, "does not sort at a broken address");
  await context.close();
}

async function look(browser, file, isMain) {
  const url = pathToFileURL(resolve(file)).href;
  const { context, page } = await open(browser, url);
  const seen = await numbers(page);
  const passes = await accessible(page, file);
  const count = await links(page, file);
  await follow(page, file);
  if (isMain) await scripted(page, file);
  await narrow(page, file);
  await printed(page, file);
  await context.close();
  if (isMain) await cutOff(browser, url, file);
  const plain = await open(browser, url, { javaScriptEnabled: false });
  const without = await plain.page.locator("td, dd").allTextContents();
  if (JSON.stringify(without.map((s) => s.trim())) !== JSON.stringify(seen)) wrong(file, "has other numbers without script");
  await plain.context.close();
  return { passes, count, numbers: seen.length };
}

const browser = await playwright.chromium.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"],
});
for (const folder of folders) {
  const parts = join(folder, "report_files");
  const beside = existsSync(parts) ? readdirSync(parts).sort() : [];
  const chosen = beside.filter((name) => /^(code|document)-[1-3]\.html$/.test(name)).map((name) => join(parts, name));
  for (const file of [join(folder, "report.html"), ...chosen]) {
    const n = await look(browser, file, !file.includes("report_files"));
    console.log(`${file}: ${n.passes} rules of axe hold, ${n.count} links, ${n.numbers} numbers`);
    if (n.passes < 10 || n.numbers === 0 && !file.includes("report_files")) wrong(file, "nothing was looked at");
  }
}
await browser.close();
process.exit(faults === 0 ? 0 : 1);
