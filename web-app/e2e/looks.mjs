import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
// Colours and sizes decide different things: each is looked at once.
const EXAMINED = ['desktop light', 'phone dark'];
const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };

/** Looks at a page in light and dark, on a desk and a phone: a picture of each, and no breach of WCAG 2.2 AA in any. */
export class Looks {
  #directory;
  breaches = [];

  constructor(directory) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  async take(page, name) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        await page.screenshot({ path: join(this.#directory, `${name}-${size}-${colorScheme}.png`) });
        if (EXAMINED.includes(`${size} ${colorScheme}`)) {
          await this.#check(page, `${name}, ${size}, ${colorScheme}`);
        }
        await this.#checkWidth(page, `${name}, ${size}, ${colorScheme}`);
      }
    }
    await page.setViewportSize(SIZES.desktop);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  }

  async #check(page, what) {
    await page.evaluate(`window.axe || (() => { ${AXE} })()`);
    const found = await page.evaluate(
      (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
      RULES,
    );
    for (const { id, help, nodes } of found.violations) {
      for (const node of nodes) {
        this.breaches.push(`${what}: ${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`);
      }
    }
  }

  async #checkWidth(page, what) {
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (beyond > 0) {
      this.breaches.push(`${what}: the page is ${beyond} pixels wider than the screen`);
    }
  }
}
