import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An account of the demonstration; there are none anywhere else. */
export interface DemonstrationSignIn {
  role: string;
  username: string;
  password: string;
}

/** What a home remembers about itself. */
export interface HomeState {
  /** "loading" after a start that was cut short while the demonstration was being made. */
  demonstration: 'none' | 'loading' | 'loaded';
  signIns?: DemonstrationSignIn[];
  /** The demonstration's exchange database, as the product reads it; its port is the one that PostgreSQL had then. */
  exchangeReaderUrl?: string;
}

/** The home's state, or undefined for a home that nothing was ever kept in. */
export function readHome(home: string): HomeState | undefined {
  const file = join(home, 'home.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as HomeState) : undefined;
}

/** Writes the home's state, whole or not at all. */
export function writeHome(home: string, state: HomeState): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const draft = join(home, `home.json.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(home, 'home.json'));
}
