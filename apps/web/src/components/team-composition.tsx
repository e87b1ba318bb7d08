import type { Clause, TeamRecord } from '../api-types';
import { useLanguage } from '../language';

/** Verdicts, not scores: clause by clause what the policy of the day asks, and whether it is there. */
export function TeamComposition({ verdict }: Pick<TeamRecord, 'verdict'>) {
  const { w, number } = useLanguage();
  if (!verdict) return null;
  const kinds = { required: w.teams.required, recommended: w.teams.recommended, 'eligible-from': w.teams.eligible };
  const named = ({ role, positions }: Clause) =>
    [role && (w.codes.roles[role] ?? role), positions.map((one) => w.codes.positions[one] ?? one).join(', ')]
      .filter(Boolean)
      .join(': ');
  return (
    <section className="block" aria-labelledby="composition-title">
      <h2 id="composition-title">{w.teams.composition}</h2>
      <p className={verdict.compliant ? undefined : 'bad'}>{verdict.compliant ? w.teams.compliant : w.teams.breach}</p>
      <ul className="dl">
        {verdict.clauses.map((clause) => {
          const missing = clause.kind === 'required' && !clause.met;
          return (
            <li key={`${clause.kind} ${named(clause)}`}>
              <span>
                <span className="quiet">{kinds[clause.kind]}</span> {named(clause)}
              </span>
              {clause.kind !== 'eligible-from' && (
                <span
                  className={missing ? 'n bad' : 'n'}
                  title={w.teams.present(number(clause.present), number(clause.atLeast))}
                >
                  {clause.met ? w.teams.met : w.teams.unmet}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
