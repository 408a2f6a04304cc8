import { statSync } from 'node:fs';

/**
 * Makes sure that a SQLite file is still where it was opened. What is moved or deleted under an open connection goes on
 * to be written, and is gone with the process: SQLite itself says nothing of it in WAL mode.
 */
export class FileWatch {
  readonly #known = new Map<string, number>();

  constructor(private readonly file: string) {}

  /** Throws where the file, or its write-ahead log, is not the one it was when it was first looked at. */
  check(): void {
    this.#same(this.file);
    this.#same(`${this.file}-wal`);
  }

  #same(path: string): void {
    const found = statSync(path, { throwIfNoEntry: false })?.ino;
    const known = this.#known.get(path);
    if (known === undefined && found !== undefined) this.#known.set(path, found);
    if (known !== undefined && known !== found) throw new Error('the database file is gone, or another one is in its place');
  }
}
