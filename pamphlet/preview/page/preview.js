// What the server tells becomes pages, a phone and a list of findings; whoever looks keeps their place.

const at = (id) => document.getElementById(id);
const made = (tag, className = "", text = "") => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
};
const counted = (number, noun, plural = `${noun}s`) => `${number} ${number === 1 ? noun : plural}`;
const PLURALS = { query: "queries", style: "points of style" };
const PIXELS_PER_MM = 96 / 25.4;
const tabs = [...document.querySelectorAll('[role="tab"]')];
const panels = Object.fromEntries(tabs.map((tab) => [tab.getAttribute("aria-controls"), at(tab.getAttribute("aria-controls"))]));

let view = { pages: [], sheets: [], large: [], findings: [], trim: [148, 210], web: null };
const place = { tab: "spreads", page: 1, zoom: "page", ...JSON.parse(sessionStorage.getItem("place") ?? "{}") };

// -- pages -----------------------------------------------------------------------------------

/** Near enough to be seen: only then is a page drawn. */
const nearby = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      target.isNear = isIntersecting;
      if (isIntersecting) draw(target);
    }
  },
  { rootMargin: "400px" },
);

function leaf(number, caption = number ? `Page ${number}` : "") {
  const node = made("figure", number ? "leaf" : "leaf none");
  node.append(made("div", "paper"), made("figcaption", "", caption));
  node.dataset.page = number;
  if (number) nearby.observe(node);
  return node;
}

/** Put the picture of a page into its leaf, once it is there whole: until then the one before stays. */
async function draw(node) {
  const paper = node.firstChild;
  const width = Math.min(Math.ceil((paper.clientWidth * devicePixelRatio) / 100) * 100, 3200);
  const wanted = `pages/${node.key}.png?width=${width}`;
  if (!node.key || !width || node.wanted === wanted) return;
  node.wanted = wanted;
  const picture = new Image();
  picture.alt = node.lastChild.textContent;
  picture.src = wanted;
  try {
    await picture.decode();
    if (node.wanted === wanted) paper.replaceChildren(picture);
  } catch {
    if (node.wanted === wanted) node.wanted = ""; // it made way for another; the next news has that one's name
  }
}

function keep(node, key) {
  node.key = key;
  if (node.isNear) draw(node);
}

/** Bring the children of a panel to a number: those that are there stay, so that nothing moves. */
function fill(panel, number, make) {
  for (const waiting of panel.querySelectorAll(":scope > .waiting")) waiting.remove();
  while (panel.children.length > number) panel.lastChild.remove();
  while (panel.children.length < number) panel.append(make(panel.children.length));
}

function showSpreads() {
  const extent = view.pages.length;
  fill(panels.spreads, extent ? Math.floor(extent / 2) + 1 : 0, (spread) => {
    const row = made("div", "row");
    for (const number of [2 * spread, 2 * spread + 1]) row.append(leaf(number));
    row.firstChild.classList.add("verso");
    return row;
  });
  for (const node of panels.spreads.querySelectorAll(".leaf")) {
    const key = view.pages[node.dataset.page - 1];
    node.hidden = !key && Number(node.dataset.page) > 1 && extent % 2 === 1;
    node.classList.toggle("none", !key);
    if (key) keep(node, key);
  }
}

function showSheets() {
  const shape = JSON.stringify(view.sheets);
  if (panels.sheets.shape !== shape) {
    panels.sheets.shape = shape;
    const sheets = view.sheets.map((sheet) => {
      const node = made("section", "sheet");
      node.append(made("h2", "", sheet.name));
      const sides = made("div", "sides");
      for (const side of sheet.sides) {
        const box = made("div", "side");
        const row = made("div", "row");
        for (const number of [side.left, side.right]) {
          const half = leaf(number, number ? `Page ${number}` : "blank");
          half.classList.remove("none");
          row.append(half);
        }
        box.append(made("h3", "", side.name), row);
        sides.append(box);
      }
      node.append(sides);
      return node;
    });
    const { scrollTop } = panels.sheets;
    panels.sheets.replaceChildren(...sheets);
    panels.sheets.scrollTop = scrollTop;
  }
  for (const node of panels.sheets.querySelectorAll(".leaf")) {
    const key = view.pages[node.dataset.page - 1];
    if (key) keep(node, key);
  }
}

function showLarge() {
  if (!view.large.length) return;
  fill(panels.large, view.large.length, (number) => {
    const row = made("div", "row");
    row.append(leaf(number + 1));
    return row;
  });
  view.large.forEach((page, number) => {
    const node = panels.large.children[number].firstChild;
    node.shows = page.shows;
    const of = page.shows.length ? `: page${page.shows.length > 1 ? "s" : ""} ${page.shows.join(", ")} of the booklet` : "";
    node.lastChild.textContent = `Large print ${number + 1}${of}`;
    keep(node, page.key);
  });
}

/** The web page in a frame as wide as a phone; a new one takes the place of the old when it is there, as far down. */
function showPhone() {
  if (!view.web || panels.phone.dataset.web === view.web) return;
  panels.phone.dataset.web = view.web;
  let phone = panels.phone.querySelector(".phone");
  if (!phone) {
    phone = made("div", "phone");
    panels.phone.replaceChildren(phone);
  }
  const frame = made("iframe", "coming");
  frame.title = "The web page as a phone shows it";
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.src = `web/${view.web}.html`;
  frame.addEventListener("load", () => {
    const old = phone.querySelector("iframe:not(.coming)");
    if (panels.phone.dataset.web !== frame.src.match(/(\d+)\.html$/)[1]) return frame.remove();
    if (old) frame.contentWindow.scrollTo(0, old.contentWindow.scrollY);
    else goInPhone(place.page, frame);
    frame.classList.remove("coming");
    old?.remove();
  });
  phone.append(frame);
}

function goInPhone(page, frame = panels.phone.querySelector("iframe:not(.coming)")) {
  frame?.contentDocument.getElementById(`p${page}`)?.scrollIntoView();
}

// -- findings --------------------------------------------------------------------------------

function showFindings() {
  const now = JSON.stringify([view.findings, view.editor]);
  if (at("findings").now === now) return;
  at("findings").now = now;
  const focused = [...at("findings").querySelectorAll(".go")].indexOf(document.activeElement);
  at("findings").replaceChildren(...view.findings.map(finding));
  at("findings").querySelectorAll(".go")[focused]?.focus();
  at("count").textContent = summary(view.findings) || "None.";
}

function summary(findings) {
  const kinds = [...new Set(findings.map((found) => found.severity))];
  return kinds
    .map((kind) => counted(findings.filter((found) => found.severity === kind).length, kind, PLURALS[kind]))
    .join(", ");
}

function finding(found, number) {
  const node = made("li", found.severity);
  const go = made("button", "go");
  go.append(made("span", "severity", found.severity), " ", ...words(found.message));
  go.addEventListener("click", () => goTo(found.page));
  go.disabled = !found.page;
  node.append(go);
  if (found.hint) {
    const hint = made("p");
    hint.append(...words(found.hint));
    node.append(hint);
  }
  const where = made("p");
  if (found.file) where.append(link(found));
  if (found.page) where.append(`${found.file ? ", " : ""}page ${found.page}`);
  if (found.path && view.editor) {
    const edit = made("button", "edit", "Open in editor");
    edit.addEventListener("click", () => tell("edit", { finding: number }));
    where.append(" ", edit);
  }
  node.append(where);
  return node;
}

/** A message with what stands between backticks as it is to be typed. */
const words = (text) => text.split("`").map((piece, number) => (number % 2 ? made("code", "", piece) : piece));

function link(found) {
  const text = `${found.file}:${found.line}:${found.column}`;
  if (!found.path) return made("span", "", text);
  const node = made("a", "", text);
  node.href = `vscode://file${encodeURI(found.path)}:${found.line}:${found.column}`;
  node.title = "Open in VS Code";
  return node;
}

// -- the whole -------------------------------------------------------------------------------

function show(next) {
  view = next;
  document.documentElement.style.setProperty("--trim", view.trim.join(" / "));
  document.title = view.title ? `${view.title} – preview` : "Preview";
  at("title").textContent = view.title || "Preview";
  at("extent").textContent = view.pages.length ? `of ${view.pages.length}` : "";
  at("page").max = view.pages.length || 1;
  ({ spreads: showSpreads, sheets: showSheets, phone: showPhone, large: showLarge })[place.tab]();
  measure();
  showFindings();
  showProblem();
  if (!panels[place.tab].isFound && leaves().length) find();
}

function showProblem() {
  const { spoilt, problem, findings, pages, complete } = view;
  at("problem").hidden = !spoilt;
  if (spoilt) {
    const errors = findings.filter((found) => found.severity === "error");
    const what = problem || `${counted(errors.length, "error")} in the manuscript: ${errors[0]?.message ?? ""}`;
    const where = errors[0]?.file ? ` (${errors[0].file}:${errors[0].line})` : "";
    const below = pages.length ? "The pages below are the last good ones." : "There are no pages yet.";
    const text = [made("p", "what"), made("p", "", below)];
    text[0].append(...words(what + (problem ? "" : where)));
    if (at("problem").textContent !== text.map((node) => node.textContent).join("")) at("problem").replaceChildren(...text);
  }
  const status = spoilt ? "Waiting for the errors to be mended" : complete?.[place.tab] ? "Up to date" : "Laying out …";
  if (at("status").textContent !== status) at("status").textContent = status;
}

/** How wide a page is, for the zoom that was chosen. */
function measure() {
  const panel = panels[place.tab];
  const across = { large: 1, sheets: place.zoom === "page" ? 4.1 : 2 }[place.tab] ?? 2;
  const [wide, high] = place.tab === "large" ? [210, 297] : view.trim;
  const room = (panel.clientWidth - 48) / across;
  const fitting = Math.min(room, ((panel.clientHeight - 80) * wide) / high);
  const width = { page: Math.max(fitting, 140), width: room }[place.zoom] ?? (wide * PIXELS_PER_MM * place.zoom) / 100;
  panel.style.setProperty("--page-width", `${Math.floor(width)}px`);
  for (const node of panel.querySelectorAll(".leaf")) if (node.isNear) draw(node);
}

const leaves = () => [...panels[place.tab].querySelectorAll(".leaf:not([hidden], .none)")];
const showing = (node, page) => (node.shows ? node.shows.includes(page) : Number(node.dataset.page) === page);

/** Go to a page of the booklet; `marked` draws the eye to it. */
function goTo(page, marked = true) {
  if (!page) return;
  setPage(page);
  if (place.tab === "phone") return goInPhone(page);
  const node = leaves().find((each) => showing(each, page));
  if (!node) return;
  (node.closest(".sheet") ?? node).scrollIntoView({ block: "start", inline: "nearest" });
  panels[place.tab].scrollTop -= 20;
  for (const other of document.querySelectorAll(".sought")) other.classList.remove("sought");
  if (marked) node.classList.add("sought");
}

/** Whether the middle of a leaf is in sight. */
function inSight(node) {
  const sight = panels[place.tab].getBoundingClientRect();
  const { top, bottom } = node.getBoundingClientRect();
  return sight.top < (top + bottom) / 2 && (top + bottom) / 2 < sight.bottom;
}

/** After scrolling: another page is looked at once the one before is out of sight. */
function look() {
  const seen = leaves().filter(inSight);
  if (!panels[place.tab].isFound || !seen.length || seen.some((node) => showing(node, place.page))) return;
  const [page] = seen[0].shows ?? [Number(seen[0].dataset.page)];
  if (page) setPage(page);
}

/** Show in this tab the page that was looked at in the one before. */
function find() {
  panels[place.tab].isFound = true;
  if (leaves().some((node) => showing(node, place.page) && inSight(node))) setPage(place.page);
  else goTo(place.page, false);
}

function setPage(page) {
  place.page = page;
  if (document.activeElement !== at("page")) at("page").value = page;
  remember();
}

function remember() {
  sessionStorage.setItem("place", JSON.stringify(place));
  clearTimeout(remember.timer);
  remember.timer = setTimeout(() => tell("look", { tab: place.tab, page: place.page }), 100);
}

function choose(name, focus = false) {
  place.tab = name;
  for (const tab of tabs) {
    const chosen = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
    panels[tab.getAttribute("aria-controls")].hidden = !chosen;
    if (chosen && focus) tab.focus();
  }
  at("zooming").hidden = name === "phone";
  panels[name].isFound = false;
  show(view);
  if (name === "phone") goInPhone(place.page);
  remember();
}

const tell = (what, words) =>
  fetch(what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(words) }).catch(() => {});

for (const tab of tabs) tab.addEventListener("click", () => choose(tab.getAttribute("aria-controls")));
document.querySelector('[role="tablist"]').addEventListener("keydown", (event) => {
  const here = tabs.indexOf(document.activeElement);
  const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (next === undefined || here < 0) return;
  event.preventDefault();
  choose(tabs.at(next % tabs.length).getAttribute("aria-controls"), true);
});
for (const panel of Object.values(panels)) panel.addEventListener("scroll", () => look(), { passive: true });
panels.spreads.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 2, ArrowLeft: -2 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || place.zoom !== "page") return;
  event.preventDefault();
  goTo(Math.min(Math.max(place.page - (place.page % 2) + step, 1), view.pages.length), false);
});
at("page").addEventListener("change", (event) => {
  const page = Math.min(Math.max(Number(event.target.value) || 1, 1), view.pages.length || 1);
  event.target.value = page;
  goTo(page, false);
});
at("zoom").addEventListener("change", (event) => {
  place.zoom = event.target.value;
  measure();
  goTo(place.page, false);
});
addEventListener("resize", () => measure());

at("zoom").value = place.zoom;
choose(place.tab);
const events = new EventSource("events");
events.addEventListener("message", (event) => show(JSON.parse(event.data)));
events.addEventListener("error", () => {
  at("status").textContent = "The preview has ended: start it again with `pamphlet preview`";
});
