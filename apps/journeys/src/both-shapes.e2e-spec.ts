import { describe, expect, it } from '@jest/globals';
import { compareShapes, hasServers } from '@tung-nha/testing';

(hasServers() ? describe : describe.skip)(
  'the same commands in both shapes (skipped without Kafka and MongoDB servers)',
  () => {
    it('are answered alike and come to the same read models (L38)', async () => {
      const figures = await compareShapes({ seed: 20_240_510, commands: 300, households: 500 });
      expect(figures).toMatchObject({
        commands: 300,
        answers_differing: 0,
        documents_differing: 0,
        parked: 0,
        readmodel_equal: 1,
        control_readmodel_equal: 0,
      });
      expect(figures.accepted).toBeGreaterThan(100);
      expect(figures.refused).toBeGreaterThan(50);
    }, 600_000);
  },
);
