// A person's day with the page, in a real browser against a running platform:
// `node run.mjs`, told by the environment where everything is. Ends with 0 if everything was as it must be.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { Looks } from './looks.mjs';
import { BreakingProxy } from './proxy.mjs';

const PATIENCE_MILLIS = 180_000;
const FIRST_LOAD_BYTES = 250_000;
const { DARKROOM_GATEWAY, DARKROOM_ISSUER, DARKROOM_IMAGES, DARKROOM_PICTURES, DARKROOM_BROWSER } =
  process.env;
const IMAGES = [
  'lake-12mp.jpg',
  'progressive.jpg',
  'valley.png',
  'scan.tiff',
  'panorama.gif',
  'evening.webp',
  'morning.avif',
  'orientation-6.jpg',
  'grey.jpg',
  'torn.jpg',
].map((name) => join(DARKROOM_IMAGES, name));
const PAUSED = join(DARKROOM_IMAGES, 'upright-12mp.jpg');
const LATER = join(DARKROOM_IMAGES, 'round.png');

const proxy = new BreakingProxy();
const looks = new Looks(DARKROOM_PICTURES);
const violations = [];

function step(text) {
  console.log(`▸ ${text}`);
}

async function open(browser) {
  const context = await browser.newContext({
    acceptDownloads: true,
    reducedMotion: 'reduce',
    timezoneId: 'UTC',
  });
  context.setDefaultTimeout(PATIENCE_MILLIS);
  const page = await context.newPage();
  page.on('pageerror', (error) => violations.push(`an error in the page: ${error.stack}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      violations.push(`against the content security policy: ${message.text()}`);
    }
  });
  return { context, page };
}

/** Opens an address. */
async function visit(page, address) {
  await insist(() => page.goto(address));
}

async function reload(page) {
  await insist(() => page.reload());
}

/** Tries again: a machine whose networks come and go makes the browser give up a request now and then. */
async function insist(request) {
  for (let tries = 1; ; tries++) {
    try {
      return await request();
    } catch (failure) {
      if (tries === 5 || !String(failure).includes('ERR_NETWORK_CHANGED')) {
        throw failure;
      }
    }
  }
}

async function signIn(page, name) {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByPlaceholder('Username').fill(name);
  await page.getByPlaceholder('Password').fill('demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

/** Waits until something is so; a page shows in its own time what is so already. */
async function waitUntil(what, condition) {
  for (const end = Date.now() + PATIENCE_MILLIS; !(await condition()); ) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function waitForText(page, text) {
  await page.getByText(text, { exact: false }).first().waitFor();
}

async function token(name) {
  const answer = await fetch(`${DARKROOM_ISSUER}/oauth2/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${name}-app:${name}-app-secret`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return (await answer.json()).access_token;
}

async function ask(path, bearer) {
  const answer = await fetch(DARKROOM_GATEWAY + path, { headers: { Authorization: `Bearer ${bearer}` } });
  assert.equal(answer.status, 200, path);
  return answer.json();
}

/** How many bytes of script a visitor loads before the first page works. */
function measureScripts(page) {
  const sizes = new Map();
  page.on('response', async (answer) => {
    if (new URL(answer.url()).pathname.endsWith('.js')) {
      const headers = await answer.allHeaders();
      assert.match(headers['content-encoding'] ?? 'none', /^(br|gzip)$/, answer.url());
      sizes.set(answer.url(), Number(headers['content-length']));
    }
  });
  return () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

async function welcome(page) {
  step('The page opens');
  await visit(page, DARKROOM_GATEWAY);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  // The first picture is the first paint at the latest.
  await looks.take(page, 'welcome');
  // Told, and not insisted on: it depends on how busy the machine is.
  const millis = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  console.log(`  first content after ${Math.round(millis)} ms`);
}

async function upload(page) {
  step('acme signs in');
  const scriptBytes = measureScripts(page);
  const live = page.waitForResponse((answer) => answer.url().endsWith('/v1/images/events') && answer.ok());
  await signIn(page, 'acme');
  await live;
  await page.getByRole('heading', { name: 'Upload' }).waitFor();
  await page.getByText(/^up to .+ each$/).waitFor();
  await looks.take(page, 'upload-empty');
  await reload(page);
  await page.getByRole('button', { name: 'Choose files' }).waitFor();
  await waitUntil('scripts were loaded', () => scriptBytes() > 0);
  console.log(`  ${scriptBytes()} bytes of compressed script on first load`);
  assert.ok(scriptBytes() < FIRST_LOAD_BYTES, `${scriptBytes()} bytes of script`);

  step('ten images are chosen; half way the connection breaks');
  const total = IMAGES.reduce((sum, path) => sum + statSync(path).size, 0);
  proxy.breakAfter(total / 2);
  await page.getByTestId('files').setInputFiles(IMAGES);
  await waitForText(page, 'Waiting for the connection');
  assert.ok(proxy.broken > 0, 'a connection was broken');
  await looks.take(page, 'upload-broken');

  step('the connection is back; all arrive once and end while one watches');
  proxy.mend();
  await waitForText(page, 'All 10 images have arrived');
  await page
    .getByRole('link', { name: /^Show / })
    .nth(9)
    .waitFor();
  assert.equal(await page.getByText('Processed', { exact: true }).count(), 9);
  await looks.take(page, 'upload-done');
}

async function pause(page) {
  step('a file can be paused, and goes on from where it stopped');
  await page.getByRole('button', { name: 'Clear finished' }).click();
  proxy.hold();
  await page.getByTestId('files').setInputFiles([PAUSED]);
  await page.getByRole('button', { name: `Pause ${basename(PAUSED)}` }).click();
  await page.getByText('Paused', { exact: true }).waitFor();
  await looks.take(page, 'upload-paused');
  proxy.release();
  await page.getByRole('button', { name: `Go on with ${basename(PAUSED)}` }).click();
  await page.getByRole('link', { name: `Show ${basename(PAUSED)}` }).waitFor();
}

async function resume(page) {
  step('a file that is under way survives a reload');
  proxy.breakAfter(0);
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await page.getByTestId('files').setInputFiles([LATER]);
  await waitForText(page, 'Waiting for the connection');
  await waitUntilKept(page, LATER);
  await reload(page);
  await page.getByText(basename(LATER)).waitFor();
  proxy.mend();
  await page.getByRole('link', { name: `Show ${basename(LATER)}` }).waitFor();
}

/** Waits until the browser has written down a file that is under way, which it does in its own time. */
async function waitUntilKept(page, path) {
  await waitUntil(`${basename(path)} is kept`, () =>
    page.evaluate(
      async ([name, size]) => {
        const finished = (request) =>
          new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
        const databases = await indexedDB.databases();
        if (!databases.some((database) => database.name === 'uppy-blobs')) {
          return false;
        }
        const database = await finished(indexedDB.open('uppy-blobs'));
        const all = (store) => finished(database.transaction(store).objectStore(store).getAll());
        const [files, notes] = [await all('files'), await all('metadata')];
        database.close();
        return files.some(({ data }) => data.size === size) && JSON.stringify(notes).includes(name);
      },
      [basename(path), statSync(path).size],
    ),
  );
}

async function browse(page, bearer) {
  step('the gallery shows them, the newest first');
  await page.getByRole('link', { name: 'Images', exact: true }).click();
  await page
    .getByRole('heading', { name: /^(Today|Yesterday)$/ })
    .first()
    .waitFor();
  const names = [...IMAGES, PAUSED, LATER].map((path) => basename(path));
  for (const name of names) {
    await page
      .getByRole('link', { name: new RegExp(`^${name.replaceAll('.', '\\.')}\\s*, (processed|failed)`) })
      .first()
      .waitFor();
  }
  await page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll('.tile-picture')];
    return pictures.length > 0 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0);
  });
  const mine = (await ask('/v1/stats/images?limit=500', bearer)).images.filter((image) =>
    names.includes(image.fileName),
  );
  assert.deepEqual(mine.map((image) => image.fileName).sort(), [...names].sort(), 'each arrived once');
  await looks.take(page, 'images');
  await page.getByRole('combobox', { name: 'State' }).selectOption('Failed');
  await page
    .getByRole('link', { name: /^torn\.jpg\s*, failed/ })
    .first()
    .waitFor();
  const processed = page.getByRole('link', { name: /, processed,/ });
  await waitUntil('only failed ones are left', async () => (await processed.count()) === 0);
  await page.getByRole('combobox', { name: 'State' }).selectOption('All states');
  await page.getByRole('link', { name: /^lake-12mp\.jpg\s*, processed/ }).waitFor();
  return mine;
}

async function detail(page, bearer) {
  step('a detail tells everything, and what is downloaded is what was made');
  await page.getByRole('link', { name: /^lake-12mp\.jpg\s*, processed/ }).click();
  await page.getByRole('heading', { name: 'lake-12mp.jpg' }).waitFor();
  await page.waitForFunction(() => document.querySelector('.detail-frame img')?.naturalWidth > 0);
  await looks.take(page, 'image');
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const { results } = await ask(`/v1/images/${id}`, bearer);
  const sha256 = createHash('sha256').update(readFileSync(IMAGES[0])).digest('hex');
  await page.getByText(sha256, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Copy the original’s checksum' }).waitFor();
  const large = results.find((result) => result.name === 'large');
  const saved = await save(page, 'Download large');
  assert.equal(saved.name, 'lake-12mp-large.jpg');
  assert.equal(createHash('sha256').update(saved.bytes).digest('hex'), large.sha256);
  assert.deepEqual(saved.bytes, Buffer.from(await (await fetch(large.url)).arrayBuffer()));
  const original = await save(page, 'Download the original');
  assert.equal(original.name, 'lake-12mp.jpg');
  assert.deepEqual(original.bytes, readFileSync(IMAGES[0]));
  return id;
}

async function save(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function failure(page) {
  step('a failed one says why and what to do');
  await page.getByRole('link', { name: 'All images' }).click();
  await page
    .getByRole('link', { name: /^torn\.jpg\s*, failed/ })
    .first()
    .click();
  await waitForText(page, 'The file is damaged');
  await waitForText(page, 'Send the file from its source again');
  await looks.take(page, 'image-failed');
}

async function usage(page, bearer) {
  step('the numbers are those of the accounts');
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.locator('.chart canvas').waitFor();
  const shown = page.locator('.tally-value').first();
  await waitUntil('as many images are shown as the accounts have', async () => {
    const { total } = await ask(`/v1/stats/summary?${lastDays(30)}`, bearer);
    return (await shown.textContent()) === new Intl.NumberFormat('en-GB').format(total.images);
  });
  await looks.take(page, 'usage');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'darkroom-usage-acme-30-days.csv');
  assert.match(readFileSync(await download.path(), 'utf8'), /^start,images,processed,failed/);
}

function lastDays(count) {
  const to = new Date(Math.ceil(Date.now() / 86_400_000) * 86_400_000);
  const from = new Date(to.getTime() - count * 86_400_000);
  return `from=${from.toISOString()}&to=${to.toISOString()}`;
}

async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
}

async function isolation(page, mine, detailId) {
  step('globex signs in and sees nothing of acme’s');
  const heard = [];
  page.on('response', (answer) => {
    // A refusal repeats the address that was asked for, and nothing else.
    if (answer.ok() && new URL(answer.url()).pathname.startsWith('/v1/')) {
      heard.push(bodyOf(answer));
    }
  });
  await signIn(page, 'globex');
  await page.getByRole('heading', { name: 'Upload' }).waitFor();
  assert.equal(await page.getByRole('link', { name: /^Show / }).count(), 0);
  await page.getByRole('link', { name: 'Images', exact: true }).click();
  await page
    .getByText(/No images yet|new ones as they come/)
    .first()
    .waitFor();
  await looks.take(page, 'images-other');
  await page.getByRole('link', { name: 'Usage' }).click();
  await page.getByRole('heading', { name: 'Usage' }).waitFor();
  await visit(page, `${DARKROOM_GATEWAY}/images/${detailId}`);
  await waitForText(page, 'There is no such image');
  await looks.take(page, 'image-absent');
  const texts = await Promise.all(heard);
  for (const image of mine) {
    assert.ok(!texts.some((text) => text.includes(image.imageId)), `globex heard of ${image.imageId}`);
  }
}

/** What an answer said so far: one that goes on, as live events do, is not waited for. */
function bodyOf(answer) {
  const soon = new Promise((resolve) => setTimeout(resolve, 10_000, ''));
  return Promise.race([answer.text().catch(() => ''), soon]);
}

async function analyst(page) {
  step('an analyst sees everybody’s numbers, and one customer’s');
  await signIn(page, 'analyst');
  await waitForText(page, 'The images of all customers');
  await page.locator('a[aria-current=page]', { hasText: 'Usage' }).waitFor();
  await page.locator('.chart canvas').waitFor();
  await looks.take(page, 'usage-analyst');
  await page.getByRole('searchbox', { name: 'Customer' }).fill('acme');
  await page.getByRole('searchbox', { name: 'Customer' }).press('Enter');
  await waitForText(page, 'The images of acme');
  await page.locator('.chart canvas').waitFor();
}

async function main() {
  const server = await proxy.start();
  const browser = await chromium.launch({
    executablePath: DARKROOM_BROWSER,
    proxy: { server, bypass: '<-loopback>' },
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const { page } = await open(browser);
  try {
    const bearer = await token('acme');
    await welcome(page);
    await upload(page);
    await pause(page);
    await resume(page);
    const mine = await browse(page, bearer);
    const detailId = await detail(page, bearer);
    await failure(page);
    await usage(page, bearer);
    await signOut(page);
    await isolation(page, mine, detailId);
    await signOut(page);
    await analyst(page);
    assert.deepEqual(looks.breaches, [], 'WCAG 2.2 AA');
    assert.deepEqual(violations, []);
    step('everything was as it must be');
  } catch (failure) {
    await page.screenshot({ path: join(DARKROOM_PICTURES, 'failure.png') }).catch(() => {});
    console.error(`at ${page.url()}`);
    console.error(violations.concat(looks.breaches).join('\n'));
    throw failure;
  } finally {
    await browser.close();
    proxy.stop();
  }
}

await main();
