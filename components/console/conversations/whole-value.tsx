const most = 120

/** A value as it is; a long one opens in place. */
export function WholeValue({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="text-ink-soft">null</span>
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  if (text.length <= most && !text.includes('\n'))
    return (
      <span dir="auto" className={typeof value === 'string' ? 'wrap-anywhere' : 'wrap-anywhere font-mono text-xs'}>
        {text}
      </span>
    )
  return (
    <details className="min-w-0 max-w-full text-start text-xs">
      <summary className="flex min-h-8 max-w-72 items-center">
        <code className="min-w-0 grow truncate font-mono">{text.slice(0, most)}</code>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-64 max-w-[60ch] overflow-auto rounded-control bg-sunken p-2 font-mono">
        {text}
      </pre>
    </details>
  )
}
