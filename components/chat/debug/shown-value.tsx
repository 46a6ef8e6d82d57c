/** A value as it is; long ones open in place. */
export function ShownValue({ label, value }: { label: string; value: unknown }) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  const isShort = text.length <= 60 && !text.includes('\n')
  if (isShort)
    return (
      <p className="text-xs">
        <span className="text-ink-soft">{label} </span>
        <code className="font-mono">{text}</code>
      </p>
    )
  return (
    <details className="text-xs">
      <summary className="flex min-h-6 items-center gap-1.5 text-ink-soft">
        <span className="shrink-0">{label}</span>
        <code className="min-w-0 grow truncate font-mono">{text.slice(0, 80)}</code>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} dir="ltr" className="max-h-64 overflow-auto rounded-control bg-surface p-2 font-mono">
        {text}
      </pre>
    </details>
  )
}
