import { shadeClasses } from '../figures';

interface MapPatternsProps {
  /** Begins the ids, which are the document's. */
  prefix: string;
  trouble: boolean | undefined;
  /** Map units for each pixel: texture is as coarse on the screen at every zoom. */
  scale: number;
}

const sizes = [12, 11, 8.5, 6.5, 6];
const turns = [0, 45, 45, -45, 0];

/** Texture goes with the class, so that shades are told apart without colour: dots, ever closer lines, solid. */
export function MapPatterns({ prefix, trouble, scale }: MapPatternsProps) {
  const ramp = trouble ? 'b' : 'q';
  return (
    <defs>
      {shadeClasses.map((shade, index) => {
        const size = sizes[index]!;
        return (
          <pattern
            key={shade}
            id={`${prefix}${shade}`}
            width={size}
            height={size}
            patternUnits="userSpaceOnUse"
            patternTransform={`rotate(${turns[index]}) scale(${scale.toFixed(3)})`}
          >
            <rect width={size} height={size} className={`${ramp}${shade}`} />
            {shade === 1 && (
              <g className={`${ramp}1h`}>
                <circle cx="3" cy="3" r="1" />
                <circle cx="9" cy="9" r="1" />
              </g>
            )}
            {shade > 1 && shade < 5 && <path className={`${ramp}${shade}h`} d={`M0 ${size / 2}H${size}`} />}
          </pattern>
        );
      })}
      <pattern
        id={`${prefix}0`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform={`scale(${scale.toFixed(3)})`}
      >
        <rect width="6" height="6" className="none0" />
        <path className="none0h" d="M0 0L6 6M6 0L0 6" />
      </pattern>
    </defs>
  );
}
