import { DomainError } from '@fundwatch/domain';

/** So many at once; the others wait in their order, but not for ever. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(
    atOnce: number,
    private readonly longestWaitMs: number,
  ) {
    this.#free = atOnce;
  }

  /** Resolves with the function that ends the turn. @throws DomainError READING_BUSY when none came in time */
  async take(): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait();
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    };
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const mine = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(mine), 1);
        reject(new DomainError('READING_BUSY'));
      }, this.longestWaitMs);
      this.#waiting.push(mine);
    });
  }
}
