import type { TeamStanding } from '../api-types';
import { useLanguage } from '../language';

/** When the team last did something, as the list of teams has it; red only where it is dormant, and the word says so. */
export function TeamActivity({ standing: { onDay, asked } }: { standing: TeamStanding }) {
  const { w, number, day } = useLanguage();
  if (!onDay) return w.teams.notInForce(day(asked.on));
  const { lastActivityOn: last, establishedOn, idleDays, dormant } = onDay;
  const since = last !== null && last > establishedOn ? last : establishedOn;
  const idle = number(idleDays);
  if (dormant)
    return (
      <>
        <b className="bad">{w.teams.dormantSince(day(since), idle)}</b>
        {last === null && ` ${w.teams.neverActive}`}
        {last !== null && last < since && ` ${w.teams.active(day(last))}.`}
      </>
    );
  if (last === null) return w.teams.neverActive;
  return `${w.teams.active(day(last))}${last < since || idleDays === 0 ? '.' : w.teams.ago(idle)}`;
}
