// The gallery with 10,000 images, in a real browser against a service that is played:
// `node gallery.mjs`, told by the environment where everything is. Ends with 0 if everything was as it must be.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { FakePlatform } from './fake.mjs';
import { Looks } from './looks.mjs';

const PATIENCE_MILLIS = 180_000;
const IMAGES = 10_000;
const MOST_ELEMENTS = 1_000;
const ROW_PX = 212;
const MOST_BROWSERS = 3;
const { DARKROOM_PAGE, DARKROOM_PICTURES, DARKROOM_BROWSER } = process.env;
const looks = new Looks(DARKROOM_PICTURES);
const errors = [];

function step(text) {
  console.log(`▸ ${text}`);
}

/** Pictures as large as thumbnails are, for the browser to decode. */
async function pictures(context) {
  const page = await context.newPage();
  const encoded = await page.evaluate(() =>
    Promise.all(
      Array.from({ length: 12 }, async (_, number) => {
        const canvas = new OffscreenCanvas(400, 300);
        const pen = canvas.getContext('2d');
        for (let patch = 0; patch < 300; patch++) {
          pen.fillStyle = `hsl(${number * 30 + (patch % 40)} 50% ${25 + (patch % 50)}%)`;
          pen.fillRect((patch * 37) % 400, (patch * 53) % 300, 60, 60);
        }
        const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
        return [...new Uint8Array(await blob.arrayBuffer())];
      }),
    ),
  );
  await page.close();
  return encoded.map((bytes) => Buffer.from(bytes));
}

/** What stands in the middle of the window: which image, and where. */
function middle(page) {
  return page.evaluate(() => {
    for (let y = innerHeight / 2; y < innerHeight; y += 10) {
      const tile = document.elementFromPoint(innerWidth / 2 + 20, y)?.closest('a.tile');
      if (tile) {
        return { image: tile.getAttribute('href'), topPx: tile.getBoundingClientRect().top };
      }
    }
    return null;
  });
}

function focused(page) {
  return page.evaluate(() => document.activeElement.getAttribute('href'));
}

async function scrollTo(page, px) {
  await page.evaluate((top) => window.scrollTo(0, top), px);
  await page.waitForFunction((top) => {
    const frame = document.querySelector('.gallery').getBoundingClientRect().top;
    const tiles = [...document.querySelectorAll('.gallery-tile')];
    return (
      scrollY === top && tiles.some((tile) => Math.abs(tile.getBoundingClientRect().top) < 400) && frame < 0
    );
  }, px);
}

async function open(page, fake) {
  step('the page opens');
  await page.goto(`${fake.origin}/images`);
  await page.locator('.tile-shown').first().waitFor();
  const millis = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0].startTime,
  );
  console.log(`  first content after ${Math.round(millis)} ms`);
}

async function toTheEnd(page) {
  step(`one scrolls to the end of ${IMAGES} images`);
  const started = Date.now();
  const most = await page.evaluate(async () => {
    let elements = 0;
    while (!document.querySelector('.page-head p').textContent.startsWith('10,000 shown')) {
      window.scrollTo(0, document.documentElement.scrollHeight);
      await new Promise(requestAnimationFrame);
      elements = Math.max(elements, document.querySelectorAll('*').length);
    }
    window.scrollTo(0, document.documentElement.scrollHeight);
    return elements;
  });
  await page.getByRole('link', { name: /^image-0\.jpg/ }).waitFor();
  const heap = await page.evaluate(() => performance.memory.usedJSHeapSize);
  console.log(
    `  all are there after ${Date.now() - started} ms; at most ${most} elements, ${heap} bytes of heap`,
  );
  assert.ok(most < MOST_ELEMENTS, `${most} elements`);
}

async function through(page) {
  step('one scrolls through them');
  const { frames, most, shifts } = await page.evaluate(async (rowPx) => {
    let shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        shifts += entry.value;
      }
    }).observe({ type: 'layout-shift' });
    const frames = [];
    let most = 0;
    let last = performance.now();
    for (let px = 0; px < 200 * rowPx; px += rowPx / 2) {
      window.scrollTo(0, px);
      await new Promise(requestAnimationFrame);
      frames.push(performance.now() - last);
      last = performance.now();
      most = Math.max(most, document.querySelectorAll('*').length);
    }
    return { frames: frames.sort((one, other) => one - other), most, shifts };
  }, ROW_PX);
  const at = (part) => Math.round(frames[Math.floor(part * (frames.length - 1))]);
  console.log(
    `  ${frames.length} frames: median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, longest ${at(1)} ms`,
  );
  assert.ok(most < MOST_ELEMENTS, `${most} elements`);
  assert.equal(shifts, 0, 'nothing moves by itself');
}

async function live(page, fake) {
  step('new images move nothing that somebody looks at');
  await scrollTo(page, 100_000);
  const before = await middle(page);
  fake.receive(3);
  fake.announce(IMAGES + 2);
  await page.getByRole('button', { name: '3 new images' }).waitFor();
  assert.deepEqual(await middle(page), before);
  await looks.take(page, 'images-10000');
  fake.receive(300);
  fake.announce(IMAGES + 302);
  await page.getByRole('button', { name: 'More than 100 new images' }).waitFor();
  assert.deepEqual(await middle(page), before, 'nor do many');
}

async function keyboard(page) {
  step('the keyboard goes from tile to tile, and back to where it was');
  const first = await page.evaluate(() => {
    const tile = document.elementFromPoint(innerWidth / 2 + 20, innerHeight / 2)?.closest('a.tile');
    (tile ?? document.querySelectorAll('a.tile')[20]).focus();
    return document.activeElement.getAttribute('href');
  });
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab');
  }
  const number = (href) => Number(href.slice(-12));
  assert.equal(number(await focused(page)), number(first) - 60);
  await scrollTo(page, 300_000);
  assert.equal(number(await focused(page)), number(first) - 60);
  await page.keyboard.press('Tab');
  assert.equal(number(await focused(page)), number(first) - 61);
}

async function andBack(page) {
  step('whoever comes back from an image is where they were');
  await scrollTo(page, 150_000);
  const before = await middle(page);
  await page.locator(`a.tile[href="${before.image}"]`).click();
  await page.getByRole('link', { name: 'All images' }).click();
  await page.locator('.gallery-tile').first().waitFor();
  assert.deepEqual(await middle(page), before);
}

async function news(page) {
  step('the new images are a press away');
  await page.getByRole('button', { name: /new images/ }).click();
  await page.getByRole('link', { name: /^image-10302\.jpg/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: /new images/ }).count(), 0);
  assert.equal(await page.evaluate(() => scrollY), 0);
}

async function all(page, fake) {
  await open(page, fake);
  await inTime(toTheEnd(page));
  await inTime(through(page));
  await live(page, fake);
  await keyboard(page);
  await andBack(page);
  await news(page);
}

/** What the page answers, but no later than anything else: it may wait for a frame that never comes. */
async function inTime(answer) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('not in time')), PATIENCE_MILLIS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the browser still draws. The page must be idle for that: one that never ends its work is to blame itself. */
function draws(page) {
  return inTime(
    page.evaluate(
      (patience) =>
        new Promise((resolve) => {
          requestAnimationFrame(() => resolve(true));
          setTimeout(() => resolve(false), patience);
        }),
      PATIENCE_MILLIS / 6,
    ),
  );
}

async function run(browser) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  context.setDefaultTimeout(PATIENCE_MILLIS);
  const fake = new FakePlatform(DARKROOM_PAGE, await pictures(context));
  await fake.start();
  fake.receive(IMAGES);
  await context.addInitScript(([name, value]) => sessionStorage.setItem(name, value), fake.session());
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.stack));
  try {
    await all(page, fake);
    return true;
  } catch (error) {
    if (await draws(page)) {
      throw error;
    }
    return false;
  } finally {
    fake.stop();
  }
}

// Chromium without a screen now and then stops drawing for good, in the middle of quick scrolling: no frame comes any
// more, not even for a picture of the page, while the page has nothing to do. That is no fault of the page's.
async function main() {
  for (let browsers = 1; ; browsers++) {
    const browser = await chromium.launch({
      executablePath: DARKROOM_BROWSER,
      args: ['--enable-precise-memory-info', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    try {
      if (await run(browser)) {
        break;
      }
    } finally {
      await browser.close();
    }
    assert.ok(browsers < MOST_BROWSERS, 'the browser stops drawing each time');
    step('the browser has stopped drawing: once more, in a new one');
  }
  assert.deepEqual(looks.breaches, [], 'WCAG 2.2 AA');
  assert.deepEqual(errors, []);
  step('everything was as it must be');
}

await main();
