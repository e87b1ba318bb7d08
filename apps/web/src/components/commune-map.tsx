import { useRef, useState } from 'react';
import type { Figure } from '../api-types';
import { fewestRanked } from '../figures';
import { useLanguage } from '../language';
import { districtsOn, frameOf, placesOn, type CommuneCounts, type Place } from '../map-places';
import { mapKeyOn } from '../map-shapes';
import { go, toUnit } from '../place';
import type { Shown } from '../shown';
import { useLand } from '../use-land';
import { useWidth } from '../use-width';
import { MapLegend } from './map-legend';
import { MapPicture } from './map-picture';

interface CommuneMapProps {
  shown: Shown;
  figure: Figure;
  communes: CommuneCounts[] | undefined;
  pointed: string | undefined;
  onPoint: (unit: string | undefined) => void;
}

/** The communes shaded by the chosen figure; what is pointed at, touched or focused is said in a sentence below. */
export function CommuneMap({ shown, figure, communes, pointed, onPoint }: CommuneMapProps) {
  const { w, text } = useLanguage();
  const land = useLand(mapKeyOn(shown.reading.map));
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const [spoken, setSpoken] = useState<string>();
  const places = land && communes ? placesOn(land, communes, figure) : [];
  const districts = land ? districtsOn(land, shown.view?.children ?? [], figure) : [];
  const waiting = shown.waiting || !communes;
  const said = [...places, ...districts].find(({ unit }) => unit.id === (pointed ?? spoken));
  const absent = land === null || (land && communes && places.length === 0);
  const frame = places.length > 0 ? frameOf(places) : undefined;
  return (
    <section className="block" id="map" aria-labelledby="map-title">
      <h2 id="map-title">
        <span className="no">{w.map.number}</span> {w.map.title(text(figure.name))}
      </h2>
      <div className="mapbox" ref={box}>
        {land && frame && (
          <MapPicture
            land={land}
            frame={frame}
            places={places}
            districts={districts}
            figure={figure}
            waiting={waiting}
            scale={frame[2] / width}
            pointed={pointed}
            onPoint={(unit) => {
              setSpoken(unit ?? spoken);
              onPoint(unit);
            }}
            onOpen={(place) => go(toUnit(place.unit.id, shown.query))}
          />
        )}
        {!frame && <p className="hint">{absent ? w.map.absent : w.map.loading}</p>}
      </div>
      <p className="readline" aria-live="polite">
        {said && !waiting ? (
          <Sentence place={said} of={places.includes(said) ? places.length : 0} />
        ) : (
          `${w.map.hint}${districts.length === 0 ? ` ${w.map.ranks}` : ''}`
        )}
      </p>
      <MapLegend figure={figure} places={places} waiting={waiting} />
    </section>
  );
}

function Sentence({ place, of }: { place: Place; of: number }) {
  const { w, number, percentage, percent } = useLanguage();
  const { unit, n, base, share, rank } = place;
  const named = (count: string) =>
    base === undefined || share === undefined
      ? w.map.count(unit.fullName, count)
      : w.map.sentence(unit.fullName, count, number(base), percentage(share) + percent);
  return (
    <>
      {named(n === undefined ? '–' : number(n))}
      {rank !== undefined && of >= fewestRanked && w.map.place(number(rank), number(of))}
    </>
  );
}
