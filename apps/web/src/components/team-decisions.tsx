import type { TeamRecord } from '../api-types';
import { useLanguage } from '../language';

export function TeamDecisions({ decisions }: Pick<TeamRecord, 'decisions'>) {
  const { w, day } = useLanguage();
  return (
    <section className="block" aria-labelledby="decisions-title">
      <h2 id="decisions-title">{w.teams.decisions}</h2>
      <table aria-labelledby="decisions-title">
        <thead>
          <tr>
            <th scope="col">{w.teams.what}</th>
            <th scope="col">{w.lists.since}</th>
            <th scope="col">{w.teams.number}</th>
            <th scope="col">{w.teams.signedBy}</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map(({ what, on, number, office }) => (
            <tr key={`${what} ${on}`}>
              <th scope="row">{w.codes.records[what] ?? what}</th>
              <td className="nowrap">{day(on)}</td>
              <td>{number ?? '–'}</td>
              <td>{office ? (w.codes.offices[office] ?? office) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
