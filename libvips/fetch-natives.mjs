// Fetches libvips as package.json and its lock file name it, one self-contained library per platform, into
// OUTPUT/<platform>/. Does nothing if that was done already.
//
// usage: node fetch-natives.mjs OUTPUT [PLATFORM...]     PLATFORM: linux-x64, linuxmusl-arm64, darwin-arm64...; this machine's if none
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const module = dirname(fileURLToPath(import.meta.url));
const [output, ...platforms] = [resolve(process.argv[2]), ...process.argv.slice(3)];
const stamp = join(output, '.fetched');
const wanted = createHash('sha256')
  .update(readFileSync(join(module, 'package-lock.json')))
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .update(platforms.join())
  .digest('hex');

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  process.exit(0);
}
rmSync(output, { recursive: true, force: true });
const work = join(output, '.npm');
mkdirSync(work, { recursive: true });
for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
  cpSync(join(module, file), join(work, file));
}
for (const platform of platforms.length > 0 ? platforms : [undefined]) {
  fetch(platform);
}
rmSync(work, { recursive: true });
writeFileSync(stamp, wanted);

function fetch(platform) {
  console.log(`Fetching libvips for ${platform ?? 'this platform'}`);
  const npm = spawnSync('npm', ['ci', '--prefer-offline', ...target(platform)], { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  if (npm.error || npm.status !== 0) {
    fail(`npm could not fetch libvips: ${npm.error ?? `exit code ${npm.status}`}`);
  }
  const scope = join(work, 'node_modules', '@img');
  const packages = existsSync(scope) ? readdirSync(scope) : [];
  if (packages.length === 0) {
    fail(`There is no libvips for ${platform ?? `${process.platform}-${process.arch}`}; package.json names the platforms`);
  }
  for (const name of packages) {
    install(join(scope, name), join(output, name.replace('sharp-libvips-', '')));
  }
}

// The library, and what its licence (LGPL) asks to go with it: the notice and the versions of everything inside.
function install(from, to) {
  const library = readdirSync(join(from, 'lib')).find((file) => file.startsWith('libvips-cpp.'));
  cpSync(join(from, 'lib', library), join(to, library));
  cpSync(join(from, 'README.md'), join(to, 'NOTICE.md'));
  cpSync(join(from, 'versions.json'), join(to, 'versions.json'));
}

function target(platform) {
  if (platform === undefined) {
    return [];
  }
  const [os, cpu] = platform.split('-');
  const libc = os === 'linux' ? ['--libc=glibc'] : os === 'linuxmusl' ? ['--libc=musl'] : [];
  return [`--os=${os.replace('musl', '')}`, `--cpu=${cpu}`, ...libc];
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
