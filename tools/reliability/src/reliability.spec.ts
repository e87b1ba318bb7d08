import { afterAll, describe, expect, it } from '@jest/globals';
import { l09 } from './l09-one-winner.js';
import { l10 } from './l10-same-command.js';
import { l12 } from './l12-interleavings.js';
import { l13 } from './l13-disturbed-bus.js';
import { l22 } from './l22-clock.js';
import { sqlitePlaces } from './places.js';
import { brokenDemands } from './report.js';

// Small sizes of what `npm run reliability` runs in full; the others need compiled child processes.
describe('reliability, at a small size', () => {
  const places = sqlitePlaces();
  afterAll(() => places.drop());

  it.each([
    { trial: l09, scale: 0.02 },
    { trial: l10, scale: 0.03 },
    { trial: l12, scale: 0.02 },
    { trial: l13, scale: 0.01 },
    { trial: l22, scale: 0.04 },
  ])(
    '$trial.name holds, and its control fails',
    async ({ trial, scale }) => {
      const figures = await trial.run({ place: places.place, drop: places.drop, scale, seed: 20_240_510 });
      expect({ figures, broken: brokenDemands(trial, figures) }).toEqual({ figures, broken: [] });
    },
    60_000,
  );
});
