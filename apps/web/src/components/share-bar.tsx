interface ShareBarProps {
  ratio: number | undefined;
  /** A wider share behind it, told apart by height as well as by colour. */
  behind?: number | undefined;
  trouble?: boolean | undefined;
  /** Without the frame that stands for the whole. */
  bare?: boolean;
}

const wide = (ratio: number | undefined) => Math.min(Math.max(ratio ?? 0, 0), 1) * 100;

/** The frame is the whole; what stands beside it in words says the same. */
export function ShareBar({ ratio, behind, trouble, bare }: ShareBarProps) {
  return (
    <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {!bare && <path className="bar-grid" d="M25 0V10M50 0V10M75 0V10" />}
      {!bare && <rect className="bar-frame" width="100" height="10" />}
      {behind !== undefined && <rect className="bar-soft" width={wide(behind)} height="10" />}
      <rect className={trouble ? 'bar-bad' : 'bar-main'} y="2.5" width={wide(ratio)} height="5" />
    </svg>
  );
}
