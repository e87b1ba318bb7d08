import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
const SEEN = '2.2.4';

/**
 * A part of kafkajs that it does not export: what we mend there was read in this version.
 * @throws Error with another version of kafkajs
 */
export function internalOf<Part>(path: string): Part {
  const { version } = load('kafkajs/package.json') as { version: string };
  if (version !== SEEN) throw new Error(`kafkajs ${version}: look at ${path} again`);
  return load(`kafkajs/src/${path}`) as Part;
}
