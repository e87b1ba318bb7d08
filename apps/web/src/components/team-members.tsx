import type { TeamRecord } from '../api-types';
import { useLanguage } from '../language';

export function TeamMembers({ members }: Pick<TeamRecord, 'members'>) {
  const { w, day } = useLanguage();
  return (
    <section className="block" aria-labelledby="members-title">
      <h2 id="members-title">{w.teams.members}</h2>
      {members.length === 0 ? (
        <p className="note">{w.teams.noMembers}</p>
      ) : (
        <table aria-labelledby="members-title">
          <thead>
            <tr>
              <th scope="col">{w.lists.reference}</th>
              <th scope="col">{w.teams.role}</th>
              <th scope="col">{w.teams.position}</th>
              <th scope="col" className="wide">
                {w.teams.sender}
              </th>
              <th scope="col">{w.lists.since}</th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ member, role, position, organisation, since }) => (
              <tr key={member}>
                <th scope="row" className="quiet">
                  {member}
                </th>
                <td>{w.codes.roles[role] ?? role}</td>
                <td>{position ? (w.codes.positions[position] ?? position) : '–'}</td>
                <td className="wide">{organisation ? (w.codes.offices[organisation] ?? organisation) : '–'}</td>
                <td className="nowrap">{day(since)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
