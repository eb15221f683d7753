import type { Failure } from '../api/types';

interface Advice {
  title: string;
  todo: string;
}

const ADVICE: Record<string, Advice> = {
  EMPTY: { title: 'The file is empty', todo: 'Export the image again and send the new file.' },
  TOO_LARGE: {
    title: 'The file is too large',
    todo: 'Save it smaller or with stronger compression, then send it again.',
  },
  TOO_SLOW: { title: 'The connection was too slow', todo: 'Send it again; a steadier network helps.' },
  UNSUPPORTED_MEDIA_TYPE: {
    title: 'This format is not taken',
    todo: 'Save it as JPEG, PNG, WebP, AVIF, TIFF or GIF and send it again.',
  },
  CORRUPT_IMAGE: {
    title: 'The file is damaged',
    todo: 'It may have been cut short while it was copied. Send the file from its source again.',
  },
  TOO_MANY_PIXELS: { title: 'The image has too many pixels', todo: 'Scale it down and send it again.' },
  TOO_MANY_FRAMES: { title: 'The animation is too long', todo: 'Send a shorter one, or a single frame.' },
  CHECKSUM_MISMATCH: { title: 'The bytes changed on their way', todo: 'Send it again.' },
  ID_CONFLICT: {
    title: 'The file changed while it was sent',
    todo: 'Remove it from the list and add it again.',
  },
  PROCESSOR_TIMEOUT: {
    title: 'Processing took too long',
    todo: 'Nothing for you to do: we look into it and can run it again.',
  },
  PROCESSOR_CRASHED: {
    title: 'Processing broke off',
    todo: 'Nothing for you to do: we look into it and can run it again.',
  },
  PROCESSOR_OUT_OF_MEMORY: {
    title: 'Processing ran out of memory',
    todo: 'A smaller version of the image will work; we look into this one.',
  },
  PROCESSOR_REJECTED: { title: 'The image was rejected', todo: 'The reason below says why.' },
};

const OTHERWISE: Advice = {
  title: 'Processing failed',
  todo: 'Nothing for you to do: we look into it and can run it again.',
};

/** What a failure means and what to do, by its code; what is not the sender's to mend is said to be ours. */
export function adviceFor(failure: Pick<Failure, 'code'>): Advice {
  return ADVICE[failure.code] ?? OTHERWISE;
}

export function failureTitle(code: string): string {
  return adviceFor({ code }).title;
}
