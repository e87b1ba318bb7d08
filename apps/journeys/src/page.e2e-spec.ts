import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onEachShape } from '@tung-nha/testing';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { faultsOf, hasBrowser, openPage, type Visit } from './page-browser.js';

const withBrowser = hasBrowser ? describe : describe.skip;

const journey: Parameters<typeof onEachShape>[1] = (shape) => {
  let visit: Visit;
  let page: Page;
  /** As the page writes it: some of the simulated households were split, merged or closed. */
  let total: string;
  beforeAll(async () => {
    visit = await openPage({ households: 500, shape });
    page = visit.page;
    const admin = await visit.system.as('demo-province-admin');
    const { figures } = (await admin.get(`/api/progress/units/${visit.system.places.province}`)).body;
    total = figures['households.total'].toLocaleString('vi');
  }, 300_000);
  afterAll(() => visit?.stop());

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  const numberOf = async (text: Promise<string>) => Number((await text).replace(/\D/g, ''));
  const province = () => `${visit.system.url}/units/${visit.system.places.province}`;

  it('signs in and opens on the province, on the last simulated day', async () => {
    await page.getByRole('button', { name: /Quản trị tỉnh/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /Quản trị tỉnh/ }).click();
    await heading('Tỉnh Bắc Giang').waitFor();
    await page.getByText('Dữ liệu mô phỏng. ').waitFor();
    expect(await page.getByRole('radio', { name: /01\/07\/2025/ }).isChecked()).toBe(true);
    await page.getByText(`${total} hộ`).first().waitFor();
  });

  it('shows one total on three maps, each summed over its own units', async () => {
    const shown: string[] = [];
    for (const [map, child] of [
      [/10\/04\/2023/, 'Huyện Lục Ngạn'],
      [/01\/01\/2025/, 'Thị xã Chũ'],
      [/01\/07\/2025/, 'Phường Bắc Giang'],
    ] as const) {
      await page.getByRole('radio', { name: map }).check();
      await page.locator('#children').getByRole('link', { name: child, exact: true }).waitFor();
      await page.getByText(`${total} hộ`).first().waitFor();
      shown.push(await page.locator('.reading .total').innerText());
      const { whole, sum } = await sumsOfChildren();
      expect(sum).toBe(whole);
    }
    expect(new Set(shown).size).toBe(1);
    expect(shown[0]).toMatch(/^Ba bản đồ, một tổng/);
  });

  it('drills from the province to a household and its team, and back', async () => {
    await page.goto(`${province()}?map=2023-04-10&figure=households.visited`);
    await page.locator('#children').getByRole('link', { name: 'Huyện Lục Ngạn', exact: true }).click();
    await heading('Huyện Lục Ngạn').waitFor();
    const commune = page.locator('#children tbody th').getByRole('link').first();
    const communeName = await commune.innerText();
    await commune.click();
    await heading(communeName).waitFor();
    await page.locator('#children tbody th').getByRole('link').first().click();
    await heading(/mô phỏng/).waitFor();
    await page.getByRole('link', { name: 'Hộ', exact: true }).click();
    await heading(/^Hộ gia đình, /).waitFor();
    await page.getByRole('link', { name: /^Tất cả/ }).click();
    await page.locator('.wide-list tbody a').first().click();
    await heading(/^Hộ h-/).waitFor();
    await page.getByText('Có trong sổ hộ').waitFor();
    await page.getByText(/^Hộ (đạt mục tiêu từ|chưa đạt mục tiêu: )/).waitFor();
    const trail = page.getByRole('navigation', { name: 'Vị trí trong cây đơn vị' });
    expect(await trail.getByRole('link').allInnerTexts()).toContain(communeName);
    expect(await faultsOf(page)).toEqual([]);
    for (const before of [
      /^Hộ gia đình, /,
      /^Hộ gia đình, /,
      /mô phỏng/,
      communeName,
      'Huyện Lục Ngạn',
      'Tỉnh Bắc Giang',
    ]) {
      await page.goBack();
      await heading(before).waitFor();
    }
    await page.goForward();
    await heading('Huyện Lục Ngạn').waitFor();
  });

  it('reads another day, and what was known by an earlier one', async () => {
    await page.goto(`${province()}?figure=households.visited`);
    const visited = page.locator('#children tfoot td.n').first();
    await page.getByText(`${total} hộ`).first().waitFor();
    const now = await numberOf(visited.innerText());
    await page.getByLabel('Tính đến ngày').fill('30/06/2024');
    await page.getByRole('button', { name: 'Xem số liệu' }).click();
    await page.locator('.lede').getByText('Đến hết ngày 30/06/2024').waitFor();
    const then = await numberOf(visited.innerText());
    expect(then).toBeLessThan(now);
    await page.getByLabel('Số liệu ghi nhận đến').fill('30/06/2024');
    await page.getByRole('button', { name: 'Xem số liệu' }).click();
    await page.getByText('Chỉ gồm những gì đã ghi nhận đến hết ngày 30/06/2024.').waitFor();
    expect(await numberOf(visited.innerText())).toBeLessThanOrEqual(then);
    expect(page.url()).toContain('known=2024-06-30');
    await page.getByLabel('Tính đến ngày').fill('31/02/2024');
    await page.getByRole('button', { name: 'Xem số liệu' }).click();
    await page.getByText('Viết ngày có thật').waitFor();
    expect(page.url()).toContain('on=2024-06-30');
  });

  it('says why a number is what it is, down to the events, and keeps that in the address', async () => {
    await page.goto(`${province()}?figure=households.visited`);
    await page
      .getByRole('link', { name: /căn cứ số liệu, Hộ đã được đến nhà, Tỉnh Bắc Giang/ })
      .first()
      .click();
    const drawer = page.getByRole('dialog', { name: 'Căn cứ số liệu' });
    await drawer.getByRole('heading', { name: 'Các sự kiện đứng sau' }).waitFor();
    const rows = drawer.locator('.events tbody tr');
    const first = await rows.count();
    await drawer.getByRole('button', { name: 'Xem thêm sự kiện' }).click();
    await expectSoon(async () => (await rows.count()) > first);
    expect(await faultsOf(page)).toEqual([]);
    expect(page.url()).toContain('why=households.visited');
    await page.reload();
    await drawer.getByRole('heading', { name: 'Các sự kiện đứng sau' }).waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await page.waitForURL(({ search }) => !search.includes('why='));
  });

  it('finds a unit without diacritics and by a code, and says which map each life was on', async () => {
    await heading('Tỉnh Bắc Giang').click();
    await page.keyboard.press('/');
    await page.keyboard.type('luc ngan');
    await page.getByRole('option', { name: /Huyện Lục Ngạn.*từ 10\/04\/2023 đến trước 01\/07\/2025/ }).waitFor();
    await page.getByRole('option', { name: /Xã Lục Ngạn.*từ 01\/07\/2025/ }).waitFor();
    await page.getByRole('combobox', { name: 'Tìm đơn vị' }).fill('07210');
    await page.getByRole('option', { name: /Phường Hoàng Văn Thụ.*đến trước 01\/07\/2025/ }).waitFor();
    await page.getByRole('option', { name: /Phường Bắc Giang.*từ 01\/07\/2025/ }).waitFor();
    await page.keyboard.press('Enter');
    await heading(/Phường/).waitFor();
    await page.goto(`${visit.system.url}/search?text=07210`);
    await page.getByRole('link', { name: 'Phường Hoàng Văn Thụ' }).click();
    await heading('Phường Hoàng Văn Thụ').waitFor();
    expect(page.url()).toContain('map=2025-06-30');
  });

  it('is worked by keyboard alone: table, map and back', async () => {
    await page.goto(`${province()}?figure=households.visited`);
    const row = (index: number) => page.locator('#children tbody th a').nth(index);
    await row(0).focus();
    await page.keyboard.press('ArrowDown');
    expect(await row(1).evaluate((link) => link === document.activeElement)).toBe(true);
    const shape = page.locator('.map .u[tabindex="0"]');
    await shape.focus();
    const first = await shape.getAttribute('data-unit');
    await page.keyboard.press('ArrowLeft');
    const focused = page.locator('.map .u:focus');
    expect(await focused.getAttribute('data-unit')).not.toBe(first);
    const name = (await focused.getAttribute('aria-label'))!.split(',')[0]!;
    expect(await page.locator('.readline').innerText()).toContain(name);
    await page.keyboard.press('Enter');
    await heading(name).waitFor();
  });

  it('shows what is recorded meanwhile, without a reload and without hiding a number', async () => {
    await page.goto(`${province()}?figure=households.total`);
    await page.getByText(`${total} hộ`).first().waitFor();
    await page.evaluate(() => {
      const marked = globalThis as never as { hidden: number };
      marked.hidden = 0;
      const look = () => (marked.hidden += document.querySelector('main')!.textContent.includes('···') ? 1 : 0);
      new MutationObserver(look).observe(document.querySelector('main')!, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    });
    const admin = await visit.system.as('demo-province-admin');
    const [village] = visit.system.places.villages;
    const registered = await admin.post('/api/field-activity/households', {
      household: 'seen-live',
      village,
      on: '2025-12-01',
    });
    expect(registered.status).toBe(201);
    const more = (Number(total.replace(/\D/g, '')) + 1).toLocaleString('vi');
    await page.getByText(`${more} hộ`).first().waitFor();
    total = more;
    expect(await page.evaluate(() => (globalThis as never as { hidden: number }).hidden)).toBe(0);
  });

  it('keeps the old numbers and says which they are when an answer fails, and takes up again', async () => {
    await page.goto(`${province()}?figure=households.visited`);
    await page.getByText(`${total} hộ`).first().waitFor();
    await page.route('**/api/progress/units/**', (route) => route.abort());
    await page.getByRole('button', { name: '‹ Tháng trước' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'Không liên lạc được với hệ thống' });
    await notice.getByText('Các con số dưới đây là của lần đọc trước').waitFor();
    await page.getByText(`${total} hộ`).first().waitFor();
    await page.unroute('**/api/progress/units/**');
    await notice.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator('.lede').getByText('30/11/2025').waitFor();
    visit.complaints.splice(0, Infinity, ...visit.complaints.filter((text) => !/net::ERR_FAILED/.test(text)));
  });

  it('adds the communes of a province with districts up to the same whole', async () => {
    await page.goto(`${province()}?figure=households.visited&map=2023-04-10&level=commune&all=1`);
    await page.getByRole('link', { name: 'Theo xã' }).waitFor();
    await expectSoon(async () => (await page.locator('#children tbody tr').count()) === 210);
    const { whole, sum } = await sumsOfChildren();
    expect(sum).toBe(whole);
  });

  it('saves the table as it is shown', async () => {
    await page.goto(`${province()}?figure=households.visited&map=2023-04-10`);
    await page.locator('#children').getByRole('link', { name: 'Huyện Lục Ngạn', exact: true }).waitFor();
    const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
    const text = readFileSync(await csv.path(), 'utf8');
    expect(text).toContain('địa giới ngày 10/04/2023');
    expect(text).toMatch(/Huyện Lục Ngạn,219,/);
    const [xlsx] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'XLSX' }).click(),
    ]);
    expect(
      readFileSync(await xlsx.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
  });

  it('has no fault that axe finds on any page, light and dark, at 1280 and 360 px', async () => {
    const unit = province();
    const pages: [string, string][] = [
      [`${unit}?figure=households.visited&map=2025-01-01`, '#children tfoot'],
      [`${unit}?figure=teams.dormant`, '.map .u'],
      [`${unit}/households?list=unvisited`, '.wide-list tbody a'],
      [`${unit}/teams?list=dormant`, '.wide-list tbody a'],
      [`${visit.system.url}/teams/${visit.system.team.team}`, '#decisions-title'],
      [`${visit.system.url}/search?text=luc ngan`, '.hits a'],
      [`${visit.system.url}/households/seen-live`, '#standings-title'],
    ];
    for (const [address, ready] of pages)
      for (const [colorScheme, width] of [
        ['light', 1280],
        ['dark', 360],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(address);
        await page.locator(ready).first().waitFor();
        expect([address, colorScheme, await faultsOf(page)]).toEqual([address, colorScheme, []]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 240_000);

  it('signs out, and a second user sees a smaller scope and nothing beyond it', async () => {
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByText('Đã đăng xuất.').waitFor();
    await page.getByRole('button', { name: /Cán bộ phường/ }).click();
    await heading('Phường Bắc Giang').waitFor();
    expect(await page.getByRole('navigation', { name: 'Vị trí trong cây đơn vị' }).getByRole('link').count()).toBe(0);
    expect(visit.complaints).toEqual([]);
    await page.goto(province());
    await page.getByRole('alert').getByText('Không có thẩm quyền').waitFor();
    expect(await page.getByText(total).count()).toBe(0);
    await page.goto(`${visit.system.url}/units/no-such-unit`);
    await page.getByRole('alert').getByText('Không có thẩm quyền').waitFor();
    expect(visit.complaints.filter((text) => !/403/.test(text))).toEqual([]);
  });

  /** The rows of the table of children, its own row too, against its last. */
  const sumsOfChildren = () =>
    page.locator('#children table').evaluate((table: HTMLTableElement) => {
      const read = (row: HTMLTableRowElement) => Number(row.cells[2]!.textContent.replace(/\D/g, ''));
      const rows = [...table.tBodies[0]!.rows];
      return { whole: read(table.tFoot!.rows[0]!), sum: rows.reduce((sum, row) => sum + read(row), 0) };
    });

  async function expectSoon(holds: () => Promise<boolean>) {
    for (let turn = 0; turn < 60 && !(await holds()); turn += 1) await page.waitForTimeout(100);
    expect(await holds()).toBe(true);
  }
};

onEachShape('the pages, in Chromium (skipped where there is none)', journey, withBrowser);
