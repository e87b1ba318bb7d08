import { readSettings } from '@tung-nha/presets';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** What the embedded process takes from its environment; an unknown value is refused at start. */
const environment = z.object({
  /** Folder of everything that is kept: one writing process. */
  DATA: z.string().min(1).default('data'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3_000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NODE_ENV: z.string().default('development'),
  /** Fill an empty folder with the real units and a simulated province. */
  DEMO: flag.default(true),
});

export type Environment = z.infer<typeof environment>;

/** @throws Error naming every setting that is wrong */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  return readSettings(environment, env);
}
