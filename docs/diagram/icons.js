// AWS's architecture icons as symbols inside the picture, so that it needs no network.
import { readFileSync } from "node:fs";

const set = new URL("node_modules/aws-icons/icons/", import.meta.url);

// The symbol of an icon. Its inner ids get the name in front, for ids are shared by the whole picture; the dark grey of
// line drawings becomes the colour of text.
export function icon(name, path) {
  const source = readFileSync(new URL(`${path}.svg`, set), "utf8");
  const viewBox = /viewBox="([^"]+)"/.exec(source)[1];
  const body = source
    .replace(/^[^]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<title>[^<]*<\/title>/g, "")
    .replace(/\bid="([^"]+)"/g, `id="${name}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${name}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${name}-$1"`)
    .replace(/#(242f3e|232f3e|232f3d)/gi, "currentColor");
  return `<symbol id="icon-${name}" viewBox="${viewBox}">${body}</symbol>`;
}
