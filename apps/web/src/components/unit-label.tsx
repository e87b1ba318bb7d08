import type { PlaceName, UnitId } from '../api-types';
import { useLanguage } from '../language';
import { nameAndNotes, withinOf, type Called } from '../place-name';

/** A unit's name; what is only said of it, that the village is made up or came from another commune, in the quiet ink. */
export function UnitLabel({ unit }: { unit: Called }) {
  const { w } = useLanguage();
  const { name, notes } = nameAndNotes(unit, w.naming);
  return (
    <>
      <span className="name">{name}</span>
      {notes.length > 0 && <span className={unit.formerly ? 'notes former' : 'notes'}> ({notes.join(', ')})</span>}
    </>
  );
}

interface PlaceLabelProps {
  place: PlaceName;
  /** What is looked at and what it lies in: that goes without saying. */
  above: ReadonlySet<UnitId>;
}

/** The same with what it lies in. */
export function PlaceLabel({ place, above }: PlaceLabelProps) {
  const { w } = useLanguage();
  return (
    <>
      <UnitLabel unit={place} />
      <span className="around">{withinOf(place, above, w.inside).map((one) => `, ${one}`)}</span>
    </>
  );
}
