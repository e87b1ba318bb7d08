import { z } from 'zod';

export const teamRole = z.enum(['leader', 'standing-deputy', 'deputy', 'member']);
export type TeamRole = z.infer<typeof teamRole>;
