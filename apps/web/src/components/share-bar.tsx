/** The frame is the whole, what stands beside it in words says the same. */
export function ShareBar({ ratio, className = 'bar' }: { ratio: number | undefined; className?: string }) {
  const width = Math.min(Math.max(ratio ?? 0, 0), 1) * 100;
  return (
    <svg className={className} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <path className="bar-grid" d="M25 0V10M50 0V10M75 0V10" />
      <rect className="bar-main" y="1.5" width={width} height="7" />
      <rect className="bar-frame" width="100" height="10" />
    </svg>
  );
}
