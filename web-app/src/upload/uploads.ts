import Uppy, { type UppyFile } from '@uppy/core';
import GoldenRetriever from '@uppy/golden-retriever';
import type { Api } from '../api/api';
import type { AppConfig } from '../api/config';
import type { Problem } from '../api/problem';
import type { Live } from '../live/live';
import { setFilesLeft } from './activity';
import { type Limits, reasonAgainst } from './limits';
import { Pace } from './pace';
import { refusalOf } from './refusals';
import { addTransport, imageIdOf, isTransient } from './transport';

/** What the page notes with each file; it outlives a reload. */
export type Meta = {
  /** Names this file to the API once and for all, so that however often it is sent it arrives once. */
  key: string;
  imageId?: string;
  end?: 'PROCESSED' | 'FAILED';
  problemCode?: string;
  problemText?: string;
  /** When a failed try is repeated by itself, in milliseconds since 1970. */
  nextTry?: number;
  tries?: number;
  [name: string]: unknown;
};
export type Body = { [name: string]: unknown };
export type UploadFile = UppyFile<Meta, Body>;

export type ItemState =
  | 'waiting'
  | 'sending'
  | 'paused'
  /** The network or the service is away; it goes on by itself. */
  | 'held'
  /** The reload lost its bytes: the browser keeps only so much. */
  | 'lost'
  | 'arrived'
  | 'processed'
  | 'failed'
  | 'refused';

export interface Item {
  id: string;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  state: ItemState;
  data: Blob | null;
  imageId: string | undefined;
  problem: { code: string; text: string } | undefined;
}

export interface Totals {
  files: number;
  arrived: number;
  left: number;
  sizeBytes: number;
  sentBytes: number;
  perSecond: number | null;
  millisLeft: number | null;
  isPaused: boolean;
  isHeld: boolean;
}

/** A file that was not taken in the first place. */
export interface Refusal {
  name: string;
  reason: string;
}

export interface Snapshot {
  items: Item[];
  totals: Totals;
  refusals: Refusal[];
}

const FIRST_RETRY_MILLIS = 2_000;
const LAST_RETRY_MILLIS = 30_000;
const KEPT_BYTES = 2_000_000_000;

/** The files that a customer sends: one per customer and page, however often its view comes and goes. */
export class Uploads {
  private readonly uppy: Uppy<Meta, Body>;
  private readonly pace = new Pace();
  private readonly listeners = new Set<() => void>();
  private refusals: Refusal[] = [];
  private limits: Limits;
  private snapshot: Snapshot;
  private isStale = false;

  constructor(
    config: AppConfig,
    api: Api,
    private readonly live: Live,
    customerId: string,
  ) {
    this.limits = { mediaTypes: config.mediaTypes, mostBytes: config.maxImageBytes };
    this.uppy = new Uppy<Meta, Body>({
      id: `darkroom-${customerId}`,
      autoProceed: true,
      allowMultipleUploadBatches: true,
    });
    addTransport(this.uppy, api);
    this.follow();
    this.uppy.use(GoldenRetriever, {
      // The plug-in's types leave out what its store takes.
      indexedDB: { maxFileSize: config.maxImageBytes, maxTotalSize: KEPT_BYTES } as object,
    });
    this.snapshot = this.look();
    live.subscribe((end) => this.noteEnd(end.id, end.state as 'PROCESSED' | 'FAILED', end.failure));
    window.addEventListener('online', () => this.retryHeld());
  }

  private follow(): void {
    this.uppy.on('restored', () => {
      this.uppy.emit('restore-confirmed');
      // What was waiting for another try when the page was left has lost its timer.
      this.retryHeld();
    });
    this.uppy.on('upload-success', (file, response) => {
      const imageId = imageIdOf(response.uploadURL);
      if (file !== undefined && imageId !== null) {
        this.note(file.id, { imageId, problemCode: '', problemText: '' });
        this.live.expect(imageId);
      }
    });
    this.uppy.on('upload-error', (file, _error, response) => {
      if (file !== undefined) {
        this.noteProblem(file.id, refusalOf(response));
      }
    });
    this.uppy.on('restriction-failed', (file) =>
      this.refuse(file?.name ?? 'A file', 'It is in the list already.'),
    );
    this.uppy.on('state-update', () => this.refresh());
  }

  private note(id: string, meta: Partial<Meta>): void {
    this.uppy.setFileMeta(id, meta as Meta);
  }

  private noteProblem(id: string, problem: Problem): void {
    const tries = (this.uppy.getFile(id)?.meta.tries ?? 0) + 1;
    const pause = Math.min(FIRST_RETRY_MILLIS * 2 ** (tries - 1), LAST_RETRY_MILLIS);
    const again = isTransient(problem.status);
    this.note(id, {
      tries,
      problemCode: problem.code,
      problemText: problem.message,
      nextTry: again ? Date.now() + pause : 0,
    });
    if (again) {
      setTimeout(() => this.retryIfHeld(id), pause);
    }
  }

  private retryIfHeld(id: string): void {
    const file = this.uppy.getFile(id);
    if (file?.error && file.meta.nextTry) {
      this.retry(id);
    }
  }

  private retryHeld(): void {
    for (const file of this.uppy.getFiles()) {
      this.retryIfHeld(file.id);
    }
  }

  private noteEnd(
    imageId: string,
    end: 'PROCESSED' | 'FAILED',
    failure?: { code: string; message: string },
  ): void {
    const file = this.uppy.getFiles().find((candidate) => candidate.meta.imageId === imageId);
    if (file !== undefined) {
      this.note(file.id, {
        end,
        problemCode: failure?.code ?? '',
        problemText: failure?.message ?? '',
      });
    }
  }

  /** From now on no file may be larger. */
  limitTo(mostBytes: number): void {
    this.limits = { ...this.limits, mostBytes };
  }

  /** Takes files in. What cannot be an image that Darkroom takes is refused here, with the reason. */
  add(files: readonly File[]): void {
    const taken: File[] = [];
    for (const file of files) {
      const reason = reasonAgainst(file, this.limits);
      if (reason === null) {
        taken.push(file);
      } else {
        this.refuse(file.name, reason);
      }
    }
    this.uppy.addFiles(
      taken.map((file) => ({
        name: file.name,
        type: file.type,
        data: file,
        meta: { key: crypto.randomUUID() },
      })),
    );
    this.refresh();
  }

  private refuse(name: string, reason: string): void {
    this.refusals = [...this.refusals, { name, reason }];
  }

  retry(id: string): void {
    this.note(id, { nextTry: 0 });
    this.uppy.retryUpload(id).catch(() => {});
  }

  /** Stops sending a file, or goes on where it stopped. */
  pauseOrResume(id: string): void {
    this.uppy.pauseResume(id);
  }

  pauseAll(): void {
    this.uppy.pauseAll();
  }

  resumeAll(): void {
    this.uppy.resumeAll();
  }

  remove(id: string): void {
    this.uppy.removeFile(id);
  }

  dismissRefusals(): void {
    this.refusals = [];
    this.refresh();
  }

  /** Takes what has come to its end off the list. */
  clearEnded(): void {
    const ended = this.snapshot.items.filter((item) =>
      ['processed', 'failed', 'refused'].includes(item.state),
    );
    this.uppy.removeFiles(ended.map((item) => item.id));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  current = (): Snapshot => this.snapshot;

  // Uppy tells of every few bytes of every file; people see frames.
  private refresh(): void {
    if (!this.isStale) {
      this.isStale = true;
      setTimeout(() => {
        this.isStale = false;
        this.snapshot = this.look();
        setFilesLeft(this.snapshot.totals.left);
        for (const listener of this.listeners) {
          listener();
        }
      }, 60);
    }
  }

  private look(): Snapshot {
    const items = this.uppy.getFiles().map(itemOf);
    return { items, totals: this.total(items), refusals: this.refusals };
  }

  private total(items: Item[]): Totals {
    const counted = items.filter((item) => item.state !== 'refused' && item.state !== 'lost');
    const open = counted.filter((item) => isOpen(item.state));
    const sizeBytes = sum(counted, (item) => item.sizeBytes);
    const sentBytes = sum(counted, (item) => item.sentBytes);
    if (open.some((item) => item.state === 'sending')) {
      this.pace.note(sentBytes, performance.now());
    } else {
      this.pace.reset();
    }
    return {
      files: counted.length,
      arrived: counted.length - open.length,
      left: open.length,
      sizeBytes,
      sentBytes,
      perSecond: this.pace.perSecond(),
      millisLeft: this.pace.millisFor(sizeBytes - sentBytes),
      isPaused: open.length > 0 && open.every((item) => item.state === 'paused'),
      isHeld: open.length > 0 && open.every((item) => item.state === 'held'),
    };
  }
}

function isOpen(state: ItemState): boolean {
  return state === 'waiting' || state === 'sending' || state === 'paused' || state === 'held';
}

function sum(items: Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** What a file's progress and notes amount to. */
export function itemOf(file: UploadFile): Item {
  const { meta } = file;
  const sizeBytes = file.size ?? 0;
  const state = stateOf(file);
  return {
    id: file.id,
    name: file.name ?? 'image',
    sizeBytes,
    sentBytes: sentBytesOf(file, state),
    state,
    data: (file.data as Blob | undefined) ?? null,
    imageId: meta.imageId,
    problem: meta.problemCode ? { code: meta.problemCode, text: meta.problemText ?? '' } : undefined,
  };
}

// What a connection that broke or was cut has carried nobody knows: it is not told before the service has it.
function sentBytesOf(file: UploadFile, state: ItemState): number {
  if (file.progress.uploadComplete) {
    return file.size ?? 0;
  }
  return state === 'sending' ? Number(file.progress.bytesUploaded || 0) : 0;
}

function stateOf(file: UploadFile): ItemState {
  const { meta, progress } = file;
  if (meta.end !== undefined) {
    return meta.end === 'PROCESSED' ? 'processed' : 'failed';
  }
  if (progress.uploadComplete) {
    return 'arrived';
  }
  if (file.isGhost) {
    return 'lost';
  }
  if (file.error) {
    return meta.nextTry ? 'held' : 'refused';
  }
  if (file.isPaused) {
    return 'paused';
  }
  return progress.uploadStarted ? 'sending' : 'waiting';
}
