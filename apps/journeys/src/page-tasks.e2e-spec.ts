import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { onEachShape } from '@tung-nha/testing';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { faultsOf, hasBrowser, openPage, type Visit } from './page-browser.js';

const MOST_PRESSES = 4;

interface View {
  readonly figures: Readonly<Record<string, number>>;
}

/** What a newcomer asks first: each answered within four presses of the first page, and nothing typed. */
const journey: Parameters<typeof onEachShape>[1] = (shape) => {
  let visit: Visit;
  let page: Page;
  let presses = 0;
  beforeAll(async () => {
    visit = await openPage({ households: 500, shape });
    page = visit.page;
    await page.getByRole('button', { name: /Lãnh đạo tỉnh/ }).click();
    await heading('Tỉnh Bắc Giang').waitFor();
  }, 300_000);
  afterAll(() => visit?.stop());
  beforeEach(async () => {
    await page.goto(visit.system.url);
    await heading('Tỉnh Bắc Giang').waitFor();
    await table().locator('tbody a').first().waitFor();
    presses = 0;
  });

  const admin = async (path: string) =>
    (await (await visit.system.as('demo-province-admin')).get(path)).body as unknown;
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  const table = () => page.locator('#children');
  const press = async (what: Locator) => {
    presses += 1;
    await what.click();
  };
  /** Opened and chosen. */
  const choose = async (list: Locator, option: string) => {
    presses += 2;
    await list.selectOption({ label: option });
  };
  /** Rank and share of each row, as they are shown. */
  const ranked = async () => {
    await table().locator('tbody .barcell rect').first().waitFor({ state: 'attached' });
    return table()
      .locator('tbody tr:not(.own)')
      .evaluateAll((rows) =>
        (rows as HTMLTableRowElement[]).map(({ cells }) => ({
          rank: Number(cells[0]!.textContent),
          share: Number.parseFloat(cells[3]!.textContent.replace(',', '.')),
        })),
      );
  };

  it('which communes are the weakest in all five skills, on the map in force', async () => {
    await press(page.getByRole('button', { name: 'Đủ cả năm kỹ năng' }));
    await press(table().getByRole('link', { name: 'Yếu nhất trước' }));
    const rows = await ranked();
    expect(rows.length).toBe(58);
    expect(rows.map(({ share }) => share)).toEqual(rows.map(({ share }) => share).sort((one, other) => one - other));
    expect(rows[0]!.rank).toBe(Math.max(...rows.map(({ rank }) => rank)));
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
  });

  it('the same among the 209 communes of ten districts, each with its district', async () => {
    await press(page.getByRole('radio', { name: /10\/04\/2023/ }));
    await press(page.getByRole('button', { name: 'Đủ cả năm kỹ năng' }));
    await press(table().getByRole('link', { name: /Theo xã/ }));
    await table().getByText('Huyện Lục Ngạn').first().waitFor();
    await press(table().getByRole('link', { name: 'Yếu nhất trước' }));
    await page.waitForURL(/sort=-rank/);
    const rows = await ranked();
    expect(rows.length).toBe(209);
    expect(rows.map(({ share }) => share)).toEqual(rows.map(({ share }) => share).sort((one, other) => one - other));
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
  });

  it('how a commune stood on 2024-06-30, on the map of today', async () => {
    await press(page.getByRole('link', { name: '30/06/2024' }));
    await page.locator('.lede').getByText('Đến hết ngày 30/06/2024').waitFor();
    await press(table().getByRole('link', { name: 'Phường Bắc Giang', exact: true }));
    await heading('Phường Bắc Giang').waitFor();
    await page.locator('.lede').getByText('Đến hết ngày 30/06/2024').waitFor();
    expect(await page.getByRole('radio', { name: /01\/07\/2025/ }).isChecked()).toBe(true);
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
  });

  it('which teams of a district sleep, and where they are', async () => {
    await press(page.getByRole('radio', { name: /01\/01\/2025/ }));
    await press(table().getByRole('link', { name: 'Huyện Lục Nam', exact: true }));
    await heading('Huyện Lục Nam').waitFor();
    await press(page.locator('#attention').getByRole('link', { name: 'Xem danh sách' }).first());
    await heading(/^Tổ và thành viên, huyện Lục Nam/).waitFor();
    const [first] = await page.locator('.wide-list tbody tr').allInnerTexts();
    expect(first).toMatch(/, (xã|thị trấn) /);
    expect(first).toContain('không phát sinh hoạt động');
    await press(page.locator('.wide-list tbody a').first());
    await heading(/^Tổ công nghệ số cộng đồng, /).waitFor();
    await page.getByText(/^Không phát sinh hoạt động từ \d{2}\/\d{2}\/\d{4}, đã [\d.]+ ngày/).waitFor();
    const trail = page.getByRole('navigation', { name: 'Vị trí trong cây đơn vị' });
    expect(await trail.getByRole('link').allInnerTexts()).toContain('Huyện Lục Nam');
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
  });

  it('why a number of households is what it is: which they are, to the last of them', async () => {
    const number = page.locator('#households-block tr', { hasText: 'Tài khoản VNeID' }).locator('.why').last();
    const { figures } = (await admin(`/api/progress/units/${visit.system.places.province}`)) as View;
    await press(number);
    const drawer = page.getByRole('dialog', { name: 'Căn cứ số liệu' });
    const holders = drawer.getByRole('region', { name: 'Những gì được tính' });
    await holders.locator('li').first().waitFor();
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
    const more = holders.getByRole('button', { name: 'Xem thêm những gì được tính' });
    while ((await more.count()) > 0) {
      const before = await holders.locator('li').count();
      await more.click();
      await holders.locator('li').nth(before).waitFor();
      await holders.getByText(/^(Đang hiện|Đã hiện đủ)/).waitFor();
    }
    expect(await holders.locator('li').count()).toBe(figures['households.vneid']);
  });

  it('which of the events behind it were recorded late, and which took something back', async () => {
    await press(page.locator('#households-block tr', { hasText: 'Đã được đến nhà' }).locator('.why').first());
    const drawer = page.getByRole('dialog', { name: 'Căn cứ số liệu' });
    await press(drawer.getByRole('link', { name: 'Ghi nhận muộn trên 10 ngày' }));
    await page.waitForURL(/only=late/);
    const rows = drawer.locator('.events tbody tr');
    await drawer.getByText(/^(Đang|Đã) hiện.* sự kiện/).waitFor();
    const late = await rows.allInnerTexts();
    expect(late.length).toBeGreaterThan(0);
    for (const row of late) expect(Number(/muộn (\d+) ngày/.exec(row)?.[1])).toBeGreaterThan(10);
    expect(await faultsOf(page)).toEqual([]);
    await press(drawer.getByRole('link', { name: 'Rút lại, đính chính' }));
    await page.waitForURL(/only=taken-back/);
    // The late ones stand there until the others have come.
    const unfixed = drawer.locator('.events tbody tr:not(.fix)');
    await unfixed.first().waitFor({ state: 'detached' });
    await drawer.locator('.events .fix').or(drawer.getByText('Không có sự kiện nào như vậy')).first().waitFor();
    expect(await unfixed.count()).toBe(0);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await page.waitForURL(({ search }) => !/why=|only=/.test(search));
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
  });

  it('what changed since the end of last month, for the whole and for each of its units', async () => {
    await choose(page.getByLabel('Thay đổi so với'), 'cuối tháng trước');
    await page
      .getByRole('columnheader', { name: /Từ 30\/11\/2025/ })
      .first()
      .waitFor();
    const visited = async (on: string) =>
      ((await admin(`/api/progress/units/${visit.system.places.province}?on=${on}`)) as View).figures[
        'households.visited'
      ]!;
    const change = (await visited('2025-12-31')) - (await visited('2025-11-30'));
    const shown = page.locator('#households-block tr', { hasText: 'Đã được đến nhà' }).locator('.a');
    await shown.getByText(change > 0 ? `+${change}` : String(change), { exact: true }).waitFor();
    await table()
      .getByRole('columnheader', { name: /Từ 30\/11\/2025/ })
      .waitFor();
    expect(presses).toBeLessThanOrEqual(MOST_PRESSES);
    expect(visit.complaints).toEqual([]);
  });

  it('which of the villages of one name in a merged commune, on the page and in the file', async () => {
    const { url, places } = visit.system;
    await page.goto(`${url}/units/${places.province}?map=2025-07-01&figure=households.visited&all=1`);
    await table().getByRole('link', { name: 'Phường Bắc Giang', exact: true }).click();
    await heading('Phường Bắc Giang').waitFor();
    const all = new URL(page.url());
    all.searchParams.set('all', '1');
    await page.goto(all.href);
    const links = table().locator('tbody th a');
    await links.first().waitFor();
    const names = await links.allTextContents();
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(Thôn|Tổ dân phố) .+ \(.+ cũ, mô phỏng\)$/);
    await page.getByRole('link', { name: names[0]!, exact: true }).waitFor();
    const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
    const text = readFileSync(await csv.path(), 'utf8');
    expect(names.filter((name) => !text.includes(`"${name}"`))).toEqual([]);
  });
};

onEachShape(
  "a newcomer's questions, in Chromium (skipped where there is none)",
  journey,
  hasBrowser ? describe : describe.skip,
);
