import { localIssuer, type LocalIssuer, newSigningKey } from '@tung-nha/access';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The key is made once and kept in a file, so that a restart signs nobody out. */
export async function openLocalIssuer(path: string): Promise<LocalIssuer> {
  if (!existsSync(path)) writeFileSync(path, await newSigningKey(), { mode: 0o600 });
  return localIssuer(readFileSync(path, 'utf8'));
}
