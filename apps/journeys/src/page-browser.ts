import { type Shape, startSystem, type System } from '@tung-nha/testing';
import { chromiumArguments, chromiumPath } from '@tung-nha/testing/chromium';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where there is no browser the journeys are skipped, unless one is required. */
export const hasBrowser = chromiumPath !== undefined || process.env['TUNG_NHA_REQUIRE_BROWSER'] !== undefined;

export interface Visit {
  readonly system: System;
  readonly page: Page;
  /** What the page said on its console as an error, and every address asked that is not the platform's. */
  readonly complaints: string[];
  stop(): Promise<void>;
}

/** A platform of its own with a page open on it. */
export async function openPage(wanted: { readonly households: number; readonly shape: Shape }): Promise<Visit> {
  const system = await startSystem(wanted);
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath!,
    args: chromiumArguments,
  });
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(system.url)) complaints.push(request.url());
  });
  await page.goto(system.url);
  return {
    system,
    page,
    complaints,
    stop: async () => {
      await browser.close();
      await system.stop();
    },
  };
}

/** WCAG faults that axe finds on the page as it stands, by rule, with the first element of each. */
export async function faultsOf(page: Page): Promise<(string | undefined)[][]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (
      globalThis as never as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run(),
  );
  return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}
