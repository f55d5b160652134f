// A preview, used in a browser by someone who writes, becomes what they saw: JSON on standard output.
//
//     node use_preview.mjs TOOLS CHROMIUM ADDRESS FILE
//
// TOOLS is the folder with node_modules, as `make test` fills it from tests/tools.  FILE is the one that they write.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [tools, chromium, address, file] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${tools}/package.json`));
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const good = readFileSync(file, "utf8");

const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
const browser = await puppeteer.launch({ executablePath: chromium, args, headless: true });
const page = await browser.newPage();
const seen = { asked: [], failed: [], violations: {} };
page.on("request", (request) => request.url().startsWith("data:") || seen.asked.push(new URL(request.url()).origin));
page.on("pageerror", (problem) => seen.failed.push(problem.message));
await page.setViewport({ width: 1280, height: 800 });

const until = (condition, ...values) => page.waitForFunction(condition, { polling: 50, timeout: 90_000 }, ...values);
const complete = () => until(() => document.getElementById("status").textContent === "Up to date");
const picture = (number) => page.$eval(`#spreads [data-page="${number}"] img`, (image) => image.src);
const another = (number, before) =>
  until(
    (wanted, old) => {
      const image = document.querySelector(`#spreads [data-page="${wanted}"] img`);
      return image && image.src !== old;
    },
    number,
    before,
  );
/** The letters of a picture, as far as two pictures with the same letters are the same. */
const drawn = async (number) => {
  const data = await page.$eval(`#spreads [data-page="${number}"] img`, (image) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL();
  });
  return createHash("sha256").update(data).digest("hex");
};
const place = () =>
  page.evaluate(() => ({
    tab: document.querySelector('[aria-selected="true"]').textContent,
    panels: [...document.querySelectorAll('[role="tabpanel"]:not([hidden])')].map((panel) => panel.id),
    page: document.getElementById("page").value,
    scrolled: document.querySelector('[role="tabpanel"]:not([hidden])').scrollTop,
    focused: document.activeElement.textContent.trim() || document.activeElement.id,
  }));

async function violations(name) {
  await page.evaluate(axe);
  const run = (tags) => axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], iframes: false });
  const result = await page.evaluate(`(${run})(${JSON.stringify(TAGS)})`);
  seen.violations[name] = result.violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.html}`));
}

/** Tabs are walked with the keyboard alone. */
async function walk() {
  seen.walk = [];
  await page.focus("#tab-spreads");
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "End", "Home"]) {
    await page.keyboard.press(key);
    const now = await place();
    seen.walk.push([now.tab, now.panels, now.focused]);
  }
}

async function type(number) {
  await page.focus("#page");
  await page.$eval("#page", (field) => field.select());
  await page.keyboard.type(`${number}`);
  await page.keyboard.press("Enter");
  await until((wanted) => document.querySelector(`#spreads [data-page="${wanted}"] img`), number);
}

try {
  await page.goto(address);
  await complete();
  seen.title = await page.title();
  seen.leaves = await page.$$eval("#spreads .leaf:not([hidden], .none)", (leaves) => leaves.length);
  await violations("light");
  await walk();
  await type(5);
  seen.before = { ...(await place()), drawn: await drawn(5) };

  let last = await picture(5);
  writeFileSync(file, good.replace("drew it", "spilt every drop of it"));
  await another(5, last);
  seen.changed = { ...(await place()), drawn: await drawn(5) };
  await complete();
  seen.whole = { ...(await place()), drawn: await drawn(5) };

  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  writeFileSync(file, good.replace("drew it", "drew[^none] it"));
  await until(() => !document.getElementById("problem").hidden);
  await violations("dark, with an error");
  seen.broken = {
    ...(await place()),
    problem: await page.$eval("#problem", (node) => node.innerText),
    findings: await page.$$eval("#findings li", (nodes) => nodes.map((node) => node.innerText)),
    links: await page.$$eval("#findings a", (nodes) => nodes.map((node) => node.href)),
    drawn: await drawn(5),
  };
  await type(1);
  await page.focus("#findings .go");
  await page.keyboard.press("Enter");
  seen.sought = { ...(await place()), marked: await page.$eval(".sought", (node) => node.dataset.page) };

  writeFileSync(file, good);
  await until(() => document.getElementById("problem").hidden);
  await complete();
  await page.waitForNetworkIdle({ idleTime: 300, concurrency: 2 });
  await type(5);
  seen.mended = { drawn: await drawn(5), findings: await page.$$eval("#findings li", (nodes) => nodes.length) };

  await page.click("#tab-phone");
  await complete();
  const frame = await (await page.waitForSelector("#phone iframe:not(.coming)")).contentFrame();
  seen.phone = {
    width: await page.$eval("#phone iframe", (node) => node.clientWidth),
    words: await frame.evaluate(() => document.body.innerText),
    scripts: await frame.evaluate(() => document.scripts.length),
  };
  await violations("phone");
  await page.click("#tab-sheets");
  await complete();
  seen.sheets = await page.$$eval("#sheets .side", (sides) =>
    sides.map((side) => [...side.querySelectorAll("figcaption")].map((caption) => caption.textContent)),
  );
  await violations("sheets");
  const { tab, page: number } = await place();
  await page.reload();
  await complete();
  const again = await place();
  seen.reloaded = [tab, number, again.tab, again.page];
} finally {
  writeFileSync(file, good);
  await browser.close();
}
process.stdout.write(JSON.stringify(seen));
