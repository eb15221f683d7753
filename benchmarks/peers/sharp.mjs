// A contender of ./dev bench images: sharp, driven by lines on standard input: id, image and output directory, parted
// by tabs; each is answered by `done` and the id.
//
// usage: node sharp.mjs WAY FORMAT
//   WAY     as-written: a pipeline per size, as its documentation shows it
//           once: decoded once, all sizes made of the largest
//           once-plain-huffman: the same, JPEG without Huffman optimisation
//   FORMAT  of the largest size: jpeg or webp
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

const [way, largestFormat] = process.argv.slice(2);
const sides = [1600, 512, 128];
const optimiseCoding = way !== 'once-plain-huffman';

function write(image, side, output) {
  return side === sides[0] && largestFormat === 'webp'
    ? image.webp({ quality: 80 }).toFile(join(output, `s${side}.webp`))
    : image.jpeg({ quality: 80, optimiseCoding }).toFile(join(output, `s${side}.jpg`));
}

const inside = { fit: 'inside', withoutEnlargement: true };

async function asWritten(image, output) {
  for (const side of sides) {
    await write(sharp(image).autoOrient().resize(side, side, inside), side, output);
  }
}

async function once(image, output) {
  const { data, info } = await sharp(image).autoOrient().resize(sides[0], sides[0], inside).raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  await write(sharp(data, { raw }), sides[0], output);
  for (const side of sides.slice(1)) {
    await write(sharp(data, { raw }).resize(side, side, inside), side, output);
  }
}

const make = way === 'as-written' ? asWritten : once;
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [id, image, output] = line.split('\t');
  make(image, output).then(
    () => console.log(`done\t${id}`),
    (error) => console.log(`failed\t${id}\t${error}`),
  );
}
