/** How far something has come. `share`: from 0 to 1; null where nobody knows. */
export function ProgressLine({ label, share }: { label: string; share: number | null }) {
  const percent = share === null ? null : Math.round(share * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      className="h-1 overflow-hidden rounded-full bg-line"
    >
      <div
        className={`h-full rounded-full bg-accent transition-[width] ${percent === null ? 'waiting-dot w-1/4' : ''}`}
        style={percent === null ? {} : { width: `${percent}%` }}
      />
    </div>
  )
}
