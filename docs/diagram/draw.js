// Draws docs/architecture.svg and docs/architecture-dark.svg from architecture.json: self-contained, the same bytes in
// every run. Coordinates in the description are units of its grid; what is drawn later lies above what is drawn earlier.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { icon } from "./icons.js";
import { stylesheet, themes } from "./themes.js";

const here = new URL(".", import.meta.url);
const description = readFileSync(new URL("architecture.json", here));
const picture = JSON.parse(description);
const unit = picture.grid;

const px = (units) => Math.round(units * unit * 10) / 10;
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// What a part stands for: its id and, if it is made by one of the stacks, the stack's name.
const marks = ({ id, stack }) => (id ? ` id="${id}"` : "") + (stack ? ` data-stack="${stack}"` : "");

const text = (x, y, content, style) => `<text x="${px(x)}" y="${px(y)}" class="${style}">${escaped(content)}</text>`;

function upright(x, y, content) {
  return `<text transform="translate(${px(x)} ${px(y)}) rotate(-90)" class="note middle">${escaped(content)}</text>`;
}

function image(name, x, y, size) {
  return `<use href="#icon-${name}" x="${px(x)}" y="${px(y)}" width="${px(size)}" height="${px(size)}"/>`;
}

// A frame around parts, with its label (and icon) at the top left, at the bottom left, or upright in its middle.
function frame(box) {
  const [x, y, width, height] = box.at;
  const base = box.foot ? y + height - 1 : y + 2;
  const inset = box.icon ? 4 : 1;
  const label = box.upright
    ? upright(x + width / 2 + 0.55, y + height / 2, box.label)
    : text(x + inset, base, box.label ?? "", "frame-label");
  return [
    `<g${marks(box)}>`,
    `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" class="${box.kind}"/>`,
    box.icon ? image(box.icon, x + 0.6, y + 0.5, 2.6) : "",
    box.label ? label : "",
    "</g>",
  ].join("");
}

// An icon with its name and notes beneath (at its middle) or beside it (at its left).
function part(node) {
  const [x, y] = node.at;
  const size = node.size ?? 5;
  const lines = [[node.label, "name"], ...(node.notes ?? []).map((note) => [note, "note"])];
  const beside = node.beside === true;
  const first = beside ? y + 0.55 - (lines.length - 1) * 1.1 : y + size / 2 + 2;
  const words = lines.map(([content, style], i) =>
    text(beside ? x + size + 1 : x, first + i * 2.15, content, beside ? style : `${style} middle`),
  );
  return `<g${marks(node)}>${image(node.icon, beside ? x : x - size / 2, y - size / 2, size)}${words.join("")}</g>`;
}

function arrow(line) {
  const points = line.via.map(([x, y]) => `${px(x)},${px(y)}`).join(" ");
  const ends = (line.both ? ' marker-start="url(#head)"' : "") + (line.plain ? "" : ' marker-end="url(#head)"');
  return `<polyline points="${points}" class="${line.kind ?? "way"}"${line.kind ? ends.replaceAll("#head", "#quiet-head") : ends}/>`;
}

function badge([x, y], number) {
  return (
    `<g class="badge"><circle cx="${px(x)}" cy="${px(y)}" r="11"/>` +
    `<text x="${px(x)}" y="${px(y) + 4.8}" class="middle">${number}</text></g>`
  );
}

function legend({ at: [x, y], title, lineHeight, steps }) {
  const lines = steps.map((step, i) => {
    const line = y + 3.6 + i * lineHeight;
    return badge([x + 1.4, line], i + 1) + text(x + 4, line + 0.6, step, "legend");
  });
  return `<g id="legend">${text(x, y, title, "legend-title")}${lines.join("\n")}</g>`;
}

function draw(theme) {
  const [width, height] = picture.size.map((units) => px(units));
  const badges = picture.arrows.filter((line) => line.step).map((line) => badge(line.stepAt, line.step));
  const head = (id, style) =>
    `<marker id="${id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" ` +
    `orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" class="${style}"/></marker>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" ` +
      `aria-labelledby="title steps" data-description="sha256:${createHash("sha256").update(description).digest("hex")}">`,
    `<title id="title">${escaped(picture.title)}</title>`,
    `<desc id="steps">${picture.legend.steps.map((step, i) => `${i + 1}. ${escaped(step)}`).join(" ")}</desc>`,
    `<style>${stylesheet(theme)}</style>`,
    `<defs>${head("head", "head")}${head("quiet-head", "quiet-head")}`,
    ...Object.entries(picture.icons).map(([name, path]) => icon(name, path)),
    "</defs>",
    `<rect width="${width}" height="${height}" class="paper"/>`,
    ...picture.grounds.map(frame),
    ...picture.borders.map(arrow),
    ...picture.frames.map(frame),
    ...picture.arrows.map(arrow),
    ...picture.doors.map(frame),
    ...picture.parts.map(part),
    ...picture.words.map((word) => text(...word.at, word.text, word.kind)),
    ...badges,
    legend(picture.legend),
    "</svg>",
    "",
  ].join("\n");
}

for (const [theme, file] of [
  ["light", "architecture.svg"],
  ["dark", "architecture-dark.svg"],
]) {
  writeFileSync(new URL(`../${file}`, here), draw(themes[theme]));
}
