import type { z } from 'zod';

/** @throws Error in one line that names every setting that is wrong or missing, and never a value: some are secret */
export function readSettings<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`settings: ${faults.join('; ')}`);
}
