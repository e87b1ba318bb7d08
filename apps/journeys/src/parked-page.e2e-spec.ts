import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Envelope } from '@tung-nha/kernel';
import { type Client, ofNewerRelease, onEachShape } from '@tung-nha/testing';
import type { Page } from 'playwright-core';
import { faultsOf, hasBrowser, openPage, type Visit } from './page-browser.js';

const TYPE = 'field-activity.household-standing-restated';

/** What the figures lack is said to everybody, and settled on the page by who may (X7). */
const journey: Parameters<typeof onEachShape>[1] = (shape) => {
  let visit: Visit;
  let page: Page;
  let admin: Client;
  beforeAll(async () => {
    visit = await openPage({ households: 500, shape });
    page = visit.page;
    admin = await visit.system.as('demo-province-admin');
    await page.getByRole('button', { name: /Quản trị tỉnh/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Tỉnh Bắc Giang' }).waitFor();
  }, 300_000);
  afterAll(() => visit?.stop());

  const village = () => visit.system.places.villages[0]!;
  const line = () => page.getByRole('complementary', { name: 'Độ mới của số liệu' });
  const row = (household: string) => page.getByRole('row', { name: new RegExp(`household/${household}`) });

  /** A newer release was here and was taken back: what it said cannot be read. */
  async function plant(household: string): Promise<void> {
    const { system } = visit;
    const registered = { household, village: village(), on: '2025-11-20' };
    expect((await admin.post('/api/field-activity/households', registered)).status).toBe(201);
    await system.settled();
    const { body } = await admin.get(`/api/field-activity/streams?stream=household/${household}`);
    await system.append([ofNewerRelease((body.events as Envelope[]).at(-1)!, TYPE)]);
    await system.settled();
  }

  it('says nothing of it while nothing is set aside, and the page of it says so too', async () => {
    await line()
      .getByText(/Đã tính hết/)
      .waitFor();
    expect(await line().getByText('được giữ lại').count()).toBe(0);
    await page.goto(`${visit.system.url}/parked`);
    await page.getByText('Không có luồng nào được giữ lại.').waitFor();
  });

  it('leads from the line at the foot to what is set aside, since when and why', async () => {
    await plant('parked-one');
    await plant('parked-two');
    await page.goto(`${visit.system.url}/units/${visit.system.places.province}`);
    await line().getByRole('link', { name: '2 luồng được giữ lại, chưa tính vào số liệu' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sự kiện được giữ lại, chưa tính' }).waitFor();
    await row('parked-two').waitFor();
    const said = await row('parked-one').innerText();
    expect(said).toContain('không đọc được sự kiện về hộ, phiên bản 99');
    expect(said).toContain(TYPE);
    expect(said).toMatch(/\d{2}\/\d{2}\/\d{4}/);
  });

  it('tries again, and says that it still cannot be read', async () => {
    await row('parked-one').getByRole('button', { name: 'Thử lại hộ parked-one' }).click();
    await page.getByRole('status').getByText('Vẫn chưa đọc được').waitFor();
    await page.getByRole('button', { name: 'Thử lại tất cả' }).click();
    await page.getByRole('status').getByText('Vẫn chưa đọc được').waitFor();
    expect(await row('parked-one').count()).toBe(1);
  });

  it('asks before it gives a stream up, keeps the question in the address, and needs a reason', async () => {
    await row('parked-one').getByRole('link', { name: 'Loại bỏ hộ parked-one' }).click();
    const question = page.getByRole('form', { name: /Loại bỏ các sự kiện được giữ lại của hộ parked-one/ });
    await question.getByText('không hoàn tác được').waitFor();
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 360],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.reload();
    await question.getByRole('button', { name: 'Loại bỏ vĩnh viễn' }).click();
    await question.getByText('Phải chọn một lý do.').waitFor();
    await question.getByRole('button', { name: 'Không loại bỏ' }).click();
    await question.waitFor({ state: 'detached' });
    expect((await admin.get('/api/progress/parked')).body.parked).toHaveLength(2);
  });

  it('discards what is held with a reason, on record; the line counts one less', async () => {
    await row('parked-one').getByRole('link', { name: 'Loại bỏ hộ parked-one' }).click();
    await page.getByLabel('Lý do loại bỏ').selectOption('test-data');
    await page.getByRole('button', { name: 'Loại bỏ vĩnh viễn' }).click();
    await page.getByRole('status').getByText('Đã loại bỏ sự kiện được giữ lại của hộ parked-one.').waitFor();
    await row('parked-one').waitFor({ state: 'detached' });
    await line().getByText('1 luồng được giữ lại').waitFor();
    const { events } = (await admin.get('/api/progress/events')).body;
    expect(events.map(({ event }: { event: Envelope }) => [event.actor, event.data])).toEqual([
      ['demo-province-admin', expect.objectContaining({ stream: 'household/parked-one', reason: 'test-data' })],
    ]);
  });

  it('tells others that something is missing, and leads them nowhere', async () => {
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('button', { name: /Cán bộ phường/ }).click();
    await line().getByText('1 luồng được giữ lại').waitFor();
    expect(await line().getByRole('link').count()).toBe(0);
    expect(visit.complaints).toEqual([]);
    await page.goto(`${visit.system.url}/parked`);
    await page.getByRole('alert').getByText('Không có thẩm quyền').waitFor();
    expect(await page.getByText('parked-two').count()).toBe(0);
  });
};

onEachShape(
  'parked streams on the page, in Chromium (skipped where there is none)',
  journey,
  hasBrowser ? describe : describe.skip,
);
