import { ApiError } from '@/lib/client/api-error'

/** What the server refused a document with: each problem and its place, or the one sentence it gave. */
export function Refusal({ error, lead, failed }: { error: Error; lead: string; failed: string }) {
  const problems = error instanceof ApiError ? error.problems : []
  return (
    <div role="alert" className="wrap-anywhere space-y-2 text-danger">
      <p>{problems.length > 0 ? lead : `${failed} ${error.message}`.trim()}</p>
      <Lines lines={problems.map(({ path, message }) => `${path}: ${message}`)} />
    </div>
  )
}

/** Many short lines in little room; nothing where there is none. */
export function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="wrap-anywhere max-h-48 list-disc space-y-1 overflow-y-auto ps-5 text-ink text-xs">
      {[...new Set(lines)].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
