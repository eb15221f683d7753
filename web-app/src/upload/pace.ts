interface Sample {
  atMillis: number;
  bytes: number;
}

/** How fast bytes go out, measured over the last seconds: never guessed before there is something to measure. */
export class Pace {
  private samples: Sample[] = [];

  constructor(private readonly windowMillis = 6_000) {}

  /** Notes how many bytes have gone out in all. Less than before begins a new measurement. */
  note(bytes: number, atMillis: number): void {
    const last = this.samples.at(-1);
    if (last !== undefined && bytes < last.bytes) {
      this.samples = [];
    }
    this.samples.push({ atMillis, bytes });
    this.samples = this.samples.filter((sample) => atMillis - sample.atMillis <= this.windowMillis);
  }

  /** Bytes per second, or null while that is not known. */
  perSecond(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined || last.atMillis - first.atMillis < 500) {
      return null;
    }
    return ((last.bytes - first.bytes) * 1000) / (last.atMillis - first.atMillis);
  }

  /** How long so many bytes will take at this pace, or null while that is not known. */
  millisFor(bytes: number): number | null {
    const pace = this.perSecond();
    return pace === null || pace <= 0 ? null : (bytes / pace) * 1000;
  }

  reset(): void {
    this.samples = [];
  }
}
