// Builds the page into DIRECTORY, from where the upload service serves it: `node build.mjs DIRECTORY`. It does nothing if
// nothing has changed since. `node build.mjs --check` holds the sources to formatter, linter, types and tests; `--format`
// formats them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const SOURCES = [
  'src',
  'public',
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'build.mjs',
];
// Of compressed script, for whoever opens a page for the first time.
const FIRST_LOAD_BYTES = 250_000;
const INSTALLED = 'node_modules/.installed';
const COMPRESSED = /\.(js|css|svg)$/;

function files(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => files(join(path, name)))
    : [path];
}

function digestOf(paths) {
  const digest = createHash('sha256');
  for (const path of paths.flatMap((name) => files(join(here, name)))) {
    digest.update(path.slice(here.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return digest.digest('hex');
}

function isStamped(stamp, digest) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${error === undefined ? '' : `: ${error.message}`}`);
    process.exit(1);
  }
}

// npm notes nothing of its own that tells a whole installation from one that was broken off.
function install() {
  const digest = digestOf(['package-lock.json']);
  if (!isStamped(join(here, INSTALLED), digest)) {
    run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
    writeFileSync(join(here, INSTALLED), digest);
  }
}

function tool(name, ...args) {
  run(process.execPath, join(here, 'node_modules', ...name.split('/')), ...args);
}

// Compressed once here rather than for each visitor there.
function compress(directory) {
  for (const path of files(directory).filter((name) => COMPRESSED.test(name))) {
    writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path)));
  }
}

/** The script that a page of the app wants: its own, what that imports, and what it loads by itself. */
function scriptsOf(manifest, name, found = new Set()) {
  if (!found.has(name)) {
    found.add(name);
    const { imports = [], dynamicImports = [], isEntry } = manifest[name];
    for (const other of isEntry ? imports : [...imports, ...dynamicImports]) {
      scriptsOf(manifest, other, found);
    }
  }
  return found;
}

// The entry loads its pages when they are shown: a first load is the entry and one page.
function checkBudget(dist) {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
  for (const page of manifest[entry].dynamicImports) {
    const scripts = [...new Set([...scriptsOf(manifest, entry), ...scriptsOf(manifest, page)])];
    const bytes = scripts
      .map((name) => statSync(`${join(dist, manifest[name].file)}.br`).size)
      .reduce((sum, size) => sum + size, 0);
    const text = `${basename(page, '.tsx')}: ${bytes} bytes of compressed script on first load`;
    console.log(text);
    if (bytes > FIRST_LOAD_BYTES) {
      console.error(`${text}, more than ${FIRST_LOAD_BYTES}`);
      process.exit(1);
    }
  }
}

function build(directory) {
  const digest = digestOf(SOURCES);
  const stamp = join(here, 'target', 'built');
  if (isStamped(stamp, digest) && existsSync(join(directory, 'index.html'))) {
    return;
  }
  install();
  tool('vite/bin/vite.js', 'build', '--logLevel', 'warn');
  const dist = join(here, 'target', 'dist');
  compress(join(dist, 'assets'));
  checkBudget(dist);
  rmSync(join(dist, '.vite'), { recursive: true });
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(dirname(directory), { recursive: true });
  cpSync(dist, directory, { recursive: true });
  writeFileSync(stamp, digest);
}

function check() {
  install();
  tool('@biomejs/biome/bin/biome', 'ci', '--log-level=warn', '.');
  tool('typescript/bin/tsc', '--noEmit');
  tool('vitest/vitest.mjs', 'run', '--reporter=default');
}

function format() {
  install();
  tool('@biomejs/biome/bin/biome', 'check', '--write', '.');
}

const [target] = process.argv.slice(2);
if (target === '--check') {
  check();
} else if (target === '--format') {
  format();
} else if (target !== undefined) {
  build(target);
} else {
  console.error('usage: node build.mjs DIRECTORY | --check | --format');
  process.exit(64);
}
