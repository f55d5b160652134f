// Web pages, opened in a browser as readers do, become what was seen there: JSON on standard output.
//
//     node look_at_pages.mjs TOOLS CHROMIUM PAGE...
//
// TOOLS is the folder with node_modules, as `make test` fills it from tests/tools.  PAGE is a file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, chromium, ...files] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${tools}/package.json`));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };
const DESKTOP = { width: 1280, height: 900 };
const NARROWEST = { width: 320, height: 640, isMobile: true, hasTouch: true };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function opened(browser, file, viewport, scheme = "light", fragment = "") {
  const page = await browser.newPage();
  const told = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("request", (request) => request.url().startsWith("data:") || told.push(request.url()));
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file).href + fragment);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return [page, told];
}

async function violations(page) {
  await page.evaluate(axe);
  const run = (tags) => axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  const result = await page.evaluate(`(${run})(${JSON.stringify(TAGS)})`);
  return result.violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html}`));
}

const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);

/** What stands out of the window although nothing scrolls there. */
const outside = (page) =>
  page.evaluate(() =>
    [...document.body.querySelectorAll("*")]
      .filter((node) => !node.closest(".table, .skip, button") && node.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
      .map((node) => node.outerHTML.slice(0, 80)),
  );

async function note(browser, file, viewport, scheme) {
  const [page] = await opened(browser, file, viewport, scheme);
  const call = await page.$("main .note-call button");
  if (!call) return null;
  await call.evaluate((node) => node.scrollIntoView({ block: "center" }));
  const place = () => page.evaluate(() => scrollY);
  const before = await place();
  await call.click();
  const seen = await page.evaluate(() => {
    const box = (node) => node.getBoundingClientRect();
    const called = box(document.querySelector("main .note-call"));
    const open = document.querySelector(".note:popover-open");
    const { left, right, top, bottom } = box(open);
    const focused = document.activeElement;
    return {
      id: open.id,
      words: open.querySelector(".note-text").innerText,
      inside: left >= 0 && top >= 0 && right <= document.documentElement.clientWidth && bottom <= innerHeight,
      beside: bottom <= called.top || top >= called.bottom,
      focused: focused.ariaLabel,
      described: document.getElementById(focused.getAttribute("aria-describedby"))?.innerText,
    };
  });
  seen.violations = await violations(page);
  seen.moved = (await place()) - before;
  await page.keyboard.press("Escape");
  seen.left = await page.evaluate(() => [
    document.querySelectorAll(":popover-open").length,
    document.activeElement.ariaLabel,
    getComputedStyle(document.querySelector(".note")).display,
  ]);
  seen.moved += (await place()) - before;
  const size = await call.boundingBox();
  seen.target = Math.min(size.width, size.height);
  await page.close();
  return seen;
}

async function jump(browser, file, fragment) {
  const [page] = await opened(browser, file, DESKTOP, "light", fragment);
  const seen = await page.evaluate((name) => {
    const target = document.getElementById(name);
    const drawn = getComputedStyle(target, "::after");
    return {
      top: target.getBoundingClientRect().top,
      scrolled: scrollY,
      drawn: drawn.content,
      besides: parseFloat(drawn.left) < 0 && drawn.position === "absolute",
      words: document.body.innerText,
    };
  }, fragment.slice(1));
  await page.close();
  return seen;
}

async function look(browser, file) {
  const seen = { violations: {}, outside: {}, width: {} };
  for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    for (const scheme of ["light", "dark"]) {
      const [page, told] = await opened(browser, file, viewport, scheme);
      seen.told = told.slice(1);
      seen.focused = await page.evaluate(() => document.activeElement.tagName);
      seen.violations[`${name} ${scheme}`] = await violations(page);
      seen.measure = await page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d");
        const paragraph = document.querySelector("main p:not([class])");
        const { fontSize, fontFamily } = getComputedStyle(paragraph);
        canvas.font = `${fontSize} ${fontFamily}`;
        const words = [...document.querySelectorAll("main section > p")].map((node) => node.textContent).join(" ");
        return document.querySelector("main").clientWidth / (canvas.measureText(words).width / words.length);
      });
      await page.close();
    }
  }
  const [page] = await opened(browser, file, DESKTOP);
  for (const wide of [640, 760, 1024, 1120]) {
    await page.setViewport({ width: wide, height: 800 });
    seen.width[wide] = (await width(page)) / wide;
  }
  seen.mark = await page.evaluate(() => [...document.querySelectorAll("main .page-mark")].at(3)?.id);
  await page.setViewport(NARROWEST);
  await page.reload();
  seen.width.narrowest = (await width(page)) / NARROWEST.width;
  seen.outside = await outside(page);
  seen.faces = await page.evaluate(() => [...document.fonts].filter((face) => face.status === "loaded").length);
  seen.mode = await page.evaluate(() => document.compatMode);
  seen.elements = await page.evaluate(() => document.querySelectorAll("*").length);
  seen.scripts = await page.evaluate(() => document.scripts.length);
  await page.close();
  seen.note = [await note(browser, file, PHONE, "dark"), await note(browser, file, DESKTOP, "light")];
  seen.jump = seen.mark ? await jump(browser, file, `#${seen.mark}`) : null;
  return seen;
}

/** Someone who needs large letters has told the browser so: it is asked for 32 pixels and not 16. */
async function lookWithLargeLetters(browser, file) {
  const widths = {};
  for (const [name, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    const [page] = await opened(browser, file, viewport);
    widths[`${name}, letters twice as large`] = (await width(page)) / viewport.width;
    await page.close();
  }
  return widths;
}

async function inBrowser(work, ...more) {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", ...more];
  const browser = await puppeteer.launch({ executablePath: chromium, args, headless: true });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

const seen = {};
await inBrowser(async (browser) => {
  for (const file of files) seen[file] = await look(browser, file);
});
await inBrowser(async (browser) => {
  for (const file of files) Object.assign(seen[file].width, await lookWithLargeLetters(browser, file));
}, "--blink-settings=defaultFontSize=32");
process.stdout.write(JSON.stringify(seen));
