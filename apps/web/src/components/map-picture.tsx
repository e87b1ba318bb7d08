import { useRef, useState, type KeyboardEvent } from 'react';
import type { Figure } from '../api-types';
import { useLanguage } from '../language';
import { communeLabels, districtLabels } from '../map-labels';
import { neighbourOf, type Place } from '../map-places';
import type { Box, Land } from '../map-shapes';
import { MapPatterns } from './map-patterns';

interface MapPictureProps {
  land: Land;
  frame: Box;
  places: Place[];
  /** Named in place of their communes where these are the children. */
  districts: Place[];
  figure: Figure;
  waiting: boolean;
  /** Map units for each pixel. */
  scale: number;
  pointed: string | undefined;
  onPoint: (unit: string | undefined) => void;
  onOpen: (place: Place) => void;
}

const namedFromPx = 480;
/** The textures are drawn for a map of this many pixels for each of its units. */
const textureScale = 1.45;

export function MapPicture({
  land,
  frame,
  places,
  districts,
  figure,
  waiting,
  scale,
  pointed,
  onPoint,
  onOpen,
}: MapPictureProps) {
  const { w, percentage, percent } = useLanguage();
  const picture = useRef<SVGSVGElement>(null);
  const [stop, setStop] = useState<string>();
  const shares = ({ share }: Place) => (share === undefined || waiting ? '' : percentage(share) + percent);
  const named = frame[2] / scale >= namedFromPx;
  const labels =
    districts.length > 0 ? districtLabels(districts, named, shares) : communeLabels(places, scale, named, shares);
  const own = new Set(places.map(({ unit }) => unit.code));
  const tabbed = places.some(({ unit }) => unit.id === stop) ? stop : places[0]?.unit.id;
  const hot = [...places, ...districts].find(({ unit }) => unit.id === pointed);

  function onKeyDown(event: KeyboardEvent, place: Place) {
    if (event.key === 'Enter') return onOpen(place);
    const next = neighbourOf(place, places, event.key);
    if (event.key.startsWith('Arrow')) event.preventDefault();
    if (!next) return;
    setStop(next.unit.id);
    picture.current?.querySelector<SVGElement>(`[data-unit="${CSS.escape(next.unit.id)}"]`)?.focus();
  }

  return (
    <svg
      ref={picture}
      className="map"
      viewBox={frame.map((n) => n.toFixed(1)).join(' ')}
      role="group"
      aria-label={w.map.label}
    >
      <MapPatterns prefix="p" trouble={figure.trouble} scale={scale / textureScale} />
      {[...land.communes].map(([code, { path }]) =>
        own.has(code) ? null : <path key={code} d={path} className="other" />,
      )}
      {places.map((place) => (
        <path
          key={place.unit.id}
          d={place.shape.path}
          className="u"
          fill={place.shade && !waiting ? `url(#p${place.shade})` : undefined}
          data-unit={place.unit.id}
          tabIndex={place.unit.id === tabbed ? 0 : -1}
          role="link"
          aria-label={[place.unit.fullName, shares(place)].filter(Boolean).join(', ')}
          onPointerEnter={() => onPoint(place.unit.id)}
          onPointerLeave={() => onPoint(undefined)}
          onFocus={() => onPoint(place.unit.id)}
          onClick={() => onOpen(place)}
          onKeyDown={(event) => onKeyDown(event, place)}
        />
      ))}
      <path className="nocommune" d={land.none} fill="url(#p0)" />
      <path className="ln ln-c2" d={land.borders} />
      <path className="ln ln-c" d={land.borders} />
      <path className="ln ln-d2" d={land.districtBorders} />
      <path className="ln ln-d" d={land.districtBorders} />
      <path className="ln ln-o" d={land.outline} />
      {hot && <path className="ln ln-hover" d={hot.shape.path} />}
      {labels.map(({ key, at: [x, y], text, under, shade, rank }) => (
        <g
          key={key}
          className={`lab${rank ? ' rk' : ''}${shade && !waiting ? ` on-${figure.trouble ? 'b' : 'q'}${shade}` : ''}`}
          transform={`translate(${x} ${y}) scale(${scale.toFixed(4)})`}
          aria-hidden="true"
        >
          <text y={under ? -2 : 4}>{text}</text>
          {under && (
            <text className="lp" y="13">
              {under}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
