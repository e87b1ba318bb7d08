import type { LocalDate } from '@tung-nha/kernel';
import type { Told } from './any-histories.js';

/** Straight from what was told, sharing nothing with standings, projection or units. */
export function recount(
  accepted: readonly Told[],
  inUnit: (village: string) => boolean,
  on: LocalDate,
  known: LocalDate,
  from: LocalDate,
) {
  const told = accepted.filter(({ recorded }) => recorded <= known);
  let total = 0;
  let visited = 0;
  let visits = 0;
  for (const household of [0, 1, 2, 3]) {
    const mine = told.filter((one) => one.household === household).map(({ command }) => command);
    const gone = new Set(mine.flatMap((one) => (one.type === 'withdraw-record' ? [one.record] : [])));
    const homes = mine.flatMap((one) =>
      one.type === 'register-household'
        ? [[one.on, one.village]]
        : one.type === 'move-household'
          ? [[one.on, one.to]]
          : [],
    );
    const homeOn = (when: string) =>
      homes
        .filter(([since]) => since! <= when)
        .sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
        .at(-1)?.[1];
    const made = mine.flatMap((one) =>
      one.type === 'visit-household' && !gone.has(one.visit.visit) ? [one.visit.on] : [],
    );
    const home = homeOn(on);
    if (home && inUnit(home)) {
      total += 1;
      if (made.some((when) => when <= on)) visited += 1;
    }
    visits += made.filter((when) => when >= from && when <= on && inUnit(homeOn(when) ?? '')).length;
  }
  return { 'households.total': total, 'households.visited': visited, 'visits.count': visits };
}

/** Adults at home on the day, and those of them whose last word by then is a card; two words of one day: the card. */
export function recountCitizens(
  accepted: readonly Told[],
  inUnit: (village: string) => boolean,
  on: LocalDate,
  known: LocalDate,
) {
  let eligible = 0;
  let cards = 0;
  for (const household of [0, 1, 2, 3]) {
    const mine = accepted
      .filter((one) => one.household === household && one.recorded <= known)
      .map((one) => one.command);
    const home = mine
      .flatMap((one) => (one.type === 'register-household' ? [{ on: one.on, at: one.village }] : []))
      .concat(mine.flatMap((one) => (one.type === 'move-household' ? [{ on: one.on, at: one.to }] : [])))
      .filter((arrival) => arrival.on <= on)
      .sort((one, other) => (one.on < other.on ? 1 : -1))[0]?.at;
    if (!home || !inUnit(home)) continue;
    for (const name of ['chi', 'dung']) {
      const stays: { from: string; to: string }[] = [];
      const said: { on: string; active: boolean }[] = [];
      for (const one of mine) {
        if (one.type === 'join-household' && one.citizen.startsWith(name)) stays.push({ from: one.on, to: '9999' });
        if (one.type === 'leave-household' && one.citizen.startsWith(name))
          stays.find(({ from, to }) => from <= one.on && one.on < to)!.to = one.on;
        if (one.type === 'state-account' && one.statement.citizen.startsWith(name))
          said.push({ on: one.statement.on, active: one.statement.state === 'activated' });
      }
      if (!stays.some(({ from, to }) => from <= on && on < to)) continue;
      eligible += 1;
      const last = said.reduce((latest, one) => (one.on <= on && one.on > latest ? one.on : latest), '');
      if (said.some((one) => one.on === last && one.active)) cards += 1;
    }
  }
  return { 'citizens.eligible': eligible, 'citizens.chip-card': cards };
}
