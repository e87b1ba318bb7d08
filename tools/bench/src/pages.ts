import { fillLog, serve } from '@tung-nha/load';
import { chromiumArguments, chromiumPath } from '@tung-nha/testing/chromium';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { pressAndTime, watch, type Watched } from './page-watch.js';
import { type Line, quantiles } from './report.js';

const VISITS = 7;
const CHANGES = 20;
const REST_MS = 500;
const MAPS = ['2023-04-10', '2025-01-01', '2025-07-01'];

interface Settings {
  /** A finished demo. One is made where none is named. */
  readonly data: string | undefined;
  readonly households: number;
}

/** The province's page as somebody sees it who has never been there, and who then changes day and map. */
export async function measurePages({ data, households }: Settings): Promise<Line[]> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'tung-nha-bench-'));
  if (data === undefined) await fillLog(folder, { households, events: 0 });
  const { platform, province, url, token } = await serve(folder);
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: chromiumArguments });
  const measured = { browser, address: `${url}/units/${province}`, token };
  const lines = [...(await firstViews(measured)), ...(await changes(measured))];
  await browser.close();
  await platform.close();
  if (data === undefined) rmSync(folder, { recursive: true });
  return lines;
}

interface Measuring {
  readonly browser: Browser;
  readonly address: string;
  readonly token: string;
}

/** Signed in, with nothing in its cache. */
async function open({ browser, token }: Measuring): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const session = JSON.stringify({ token, name: { vi: 'Đo', en: 'Measured' } });
  await context.addInitScript((kept) => sessionStorage.setItem('tung-nha.session', kept), session);
  await context.addInitScript(watch);
  return context.newPage();
}

const watchedIn = (page: Page) => page.evaluate(() => (globalThis as never as { watched: Watched }).watched);

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => (globalThis as never as { watched: Watched }).watched.mapDrawn > 0);
  await page.waitForLoadState('networkidle');
}

async function firstViews(measuring: Measuring): Promise<Line[]> {
  const views: { watched: Watched; bytes: Bytes }[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const page = await open(measuring);
    const bytes = await weigh(page);
    await page.goto(measuring.address);
    await settled(page);
    views.push({ watched: await watchedIn(page), bytes });
    await page.context().close();
  }
  const of = (read: (watched: Watched) => number) => spread(views.map(({ watched }) => read(watched)));
  const { bytes } = views.at(-1)!;
  const kB = (n: number) => `${(n / 1_000).toFixed(0)} kB`;
  const times = `${VISITS} visits, load ${loadavg()[0]!.toFixed(1)}`;
  return [
    line(
      'first figures',
      of(({ firstFigures }) => firstFigures),
      times,
    ),
    line('interactive: figures there, and no long task after it', of(interactiveAt), times),
    line(
      'map drawn',
      of(({ mapDrawn }) => mapDrawn),
      times,
    ),
    line(
      'over the wire, without outlines and fonts',
      kB(bytes.programs + bytes.answers),
      `programs and styles ${kB(bytes.programs)}, answers ${kB(bytes.answers)}; outlines ${kB(bytes.outlines)}, fonts ${kB(bytes.fonts)}`,
    ),
    line('layout shift', Math.max(...views.map(({ watched }) => watched.shift)).toFixed(4), `the most of ${times}`),
  ];
}

const interactiveAt = ({ firstFigures, lastBusy }: Watched) => Math.max(firstFigures, lastBusy);

async function changes(measuring: Measuring): Promise<Line[]> {
  const page = await open(measuring);
  await page.goto(measuring.address);
  await settled(page);
  const press = (selector: string, map: boolean) => page.evaluate(pressAndTime, { selector, map });
  const times = async (work: (n: number) => Promise<number>) => {
    const samples: number[] = [];
    for (let n = 0; n < CHANGES; n += 1) {
      samples.push(await work(n));
      // What only compares comes behind the figures, and is not to weigh on the next press.
      await page.waitForTimeout(REST_MS);
    }
    return spread(samples);
  };
  const about = `${CHANGES} times, every one another`;
  const day = await times(() => press('.reading .acts .btn:nth-of-type(2)', false));
  await page.goto(measuring.address);
  await settled(page);
  const map = await times((n) => press(`.maps input[value="${MAPS[n % MAPS.length]!}"]`, false));
  const drawn = await times((n) => press(`.maps input[value="${MAPS[(n + 2) % MAPS.length]!}"]`, true));
  const { shift } = await watchedIn(page);
  await page.context().close();
  return [
    line('another day: figures painted', day, about),
    line('another map: figures painted', map, `${CHANGES} times, in turn`),
    line('another map: all communes drawn in their shades', drawn, `${CHANGES} times, in turn`),
    line('layout shift meanwhile', shift.toFixed(4), 'without those within 500 ms of a press'),
  ];
}

interface Bytes {
  programs: number;
  answers: number;
  outlines: number;
  fonts: number;
}

/** Bytes as they come over the wire, headers included, by what they are. */
async function weigh(page: Page): Promise<Bytes> {
  const bytes: Bytes = { programs: 0, answers: 0, outlines: 0, fonts: 0 };
  const kinds = new Map<string, keyof Bytes>();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    kinds.set(requestId, kindOf(new URL(request.url).pathname));
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[kinds.get(requestId) ?? 'programs'] += encodedDataLength;
  });
  return bytes;
}

function kindOf(path: string): keyof Bytes {
  if (path.startsWith('/api/')) return 'answers';
  if (path.endsWith('.woff2')) return 'fonts';
  return path.includes('outlines') ? 'outlines' : 'programs';
}

function spread(samples: readonly number[]): string {
  const { p50, p95 } = quantiles(samples);
  return `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
}

const line = (what: string, figure: string, yardstick: string): Line => ({ what, figure, yardstick, ratio: '' });
