import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onEachShape, type Shape, startSystem, type System } from '@tung-nha/testing';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const required = process.env['TUNG_NHA_REQUIRE_BROWSER'] !== undefined;
const withBrowser = executablePath || required ? describe : describe.skip;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = new URL('../../../tmp/', import.meta.url).pathname;

const journey = (shape: Shape) => {
  let system: System;
  let browser: Browser;
  let page: Page;
  const said: string[] = [];
  /** As the page writes it: some of the simulated households were split, merged or closed. */
  let total: string;
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    system = await startSystem({ households: 500, shape });
    const admin = await system.as('demo-province-admin');
    const { figures } = (await admin.get(`/api/progress/units/${system.places.province}`)).body;
    total = figures['households.total'].toLocaleString('vi');
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => said.push(error.message));
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
    await page.goto(system.url);
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const faults = async () => {
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      (
        globalThis as never as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      ).axe.run(),
    );
    return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  };

  it('signs in and opens on the province, on the last simulated day', async () => {
    await page.getByRole('button', { name: /Quản trị tỉnh/ }).click();
    await heading('Tỉnh Bắc Giang').waitFor();
    await page.getByText('Dữ liệu mô phỏng. ').waitFor();
    expect(await page.getByRole('radio', { name: /01\/07\/2025/ }).isChecked()).toBe(true);
    await page.getByText(`${total} hộ`).first().waitFor();
    expect(await faults()).toEqual([]);
    await page.screenshot({ path: `${shots}province.png` });
  });

  it('drills down to a village and back', async () => {
    await page.getByRole('link', { name: 'Phường Bắc Giang', exact: true }).click();
    await heading('Phường Bắc Giang').waitFor();
    await page
      .getByRole('table')
      .getByRole('link', { name: /mô phỏng/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /mô phỏng/ }).waitFor();
    await page.goBack();
    await heading('Phường Bắc Giang').waitFor();
    await page.goBack();
    await heading('Tỉnh Bắc Giang').waitFor();
  });

  it('shows the same total on another map, under other units', async () => {
    await page.getByRole('radio', { name: /10\/04\/2023/ }).check();
    await page.getByRole('link', { name: 'Huyện Lục Ngạn', exact: true }).waitFor();
    await page.getByText(`${total} hộ`).first().waitFor();
    expect(page.url()).toContain('map=2023-04-10');
  });

  it('works at 360 px and by keyboard alone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await faults()).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('link', { name: 'Huyện Lục Ngạn', exact: true }).focus();
    await page.keyboard.press('Enter');
    await heading('Huyện Lục Ngạn').waitFor();
  });

  it('says so in plain words when there is no such unit', async () => {
    await page.goto(`${system.url}/units/no-such-unit`);
    await page.getByRole('alert').first().waitFor();
    expect(said.filter((text) => !/403/.test(text))).toEqual([]);
  });
};
onEachShape('the page, in Chromium (skipped where there is none)', journey, withBrowser);
