import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
// @ts-expect-error plain module
import { boundaries } from '../boundaries.mjs';

const eslint = new ESLint({
  cwd: process.cwd(),
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...boundaries],
});

async function faults(from: string, specifier: string): Promise<string[]> {
  const source = `import '${specifier}';\nimport * as x from '${specifier}';\nexport { x };\n`;
  const [result] = await eslint.lintText(source, { filePath: `${from}/src/example.ts` });
  return result!.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

describe('module boundaries (ARCHITECTURE §7)', () => {
  it.each([
    ['libs/kernel', '@tung-nha/field-activity-events'],
    ['libs/kernel', 'mongoose'],
    ['libs/field-activity/events', '@tung-nha/field-activity-domain'],
    ['libs/field-activity/domain', '@nestjs/common'],
    ['libs/field-activity/domain', '@tung-nha/event-store'],
    ['libs/field-activity/domain', '@tung-nha/team-organisation-domain'],
    ['libs/field-activity/domain', '@tung-nha/team-organisation-events'],
    ['libs/field-activity/domain', '../../events/src/index.js'],
    ['libs/field-activity/service', 'mongoose'],
    ['libs/field-activity/service', 'kafkajs'],
    ['libs/field-activity/service', '@tung-nha/event-store/mongo'],
    ['libs/field-activity/service', '@tung-nha/event-store/sqlite'],
    ['libs/field-activity/service', '@tung-nha/team-organisation-domain'],
    ['libs/field-activity/service', '@tung-nha/platform'],
    ['libs/progress/projections', '@tung-nha/read-store'],
    ['libs/units', '@tung-nha/team-organisation-domain'],
    ['libs/event-store', '@tung-nha/access'],
    ['apps/platform', 'mongoose'],
    ['libs/presets', 'kafkajs'],
    ['libs/testing', 'mongoose'],
    ['libs/event-store', 'mongoose'],
    ['libs/event-store', 'node:sqlite'],
    ['libs/event-bus', 'kafkajs'],
    ['libs/service-runtime', '@tung-nha/presets'],
  ])('%s must not import %s', async (from, specifier) => {
    expect(await faults(from, specifier)).not.toEqual([]);
  });

  it.each([
    ['libs/field-activity/domain', '@tung-nha/kernel'],
    ['libs/field-activity/domain', '@tung-nha/field-activity-events'],
    ['libs/field-activity/service', '@tung-nha/event-store'],
    ['libs/field-activity/service', '@tung-nha/team-organisation-events'],
    ['libs/progress/projections', '@tung-nha/field-activity-events'],
    ['libs/units', '@tung-nha/team-organisation-events'],
    ['libs/presets', '@tung-nha/event-store/mongo'],
    ['apps/platform', '@tung-nha/presets'],
  ])('%s may import %s', async (from, specifier) => {
    expect(await faults(from, specifier)).toEqual([]);
  });
});
