import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { Finding } from '@/lib/client/console/agents-wire'
import { fieldName, type PlacedField } from '@/lib/client/console/form-document'
import { fieldOfFinding } from '@/lib/client/console/form-findings'
import { formTexts } from '../../texts/form-texts'

const words = formTexts.build

/** What is wrong, or probably not meant; each leads to its field. */
export function FindingsList({
  findings,
  fields,
  onGo,
}: {
  findings: readonly Finding[]
  fields: readonly PlacedField[]
  onGo: (finding: Finding) => void
}) {
  if (findings.length === 0) return null
  const errors = findings.filter(({ level }) => level === 'error').length
  const warnings = findings.length - errors
  const counts = [errors > 0 ? words.errors(errors) : '', warnings > 0 ? words.warnings(warnings) : '']
  return (
    <details className="rounded-surface border border-line bg-surface">
      <summary className={`min-h-11 px-3 py-2.5 font-medium ${errors > 0 ? 'text-danger' : 'text-variable'}`}>
        {counts.filter(Boolean).join(', ')}
      </summary>
      <ul aria-label={words.findings} className="max-h-60 overflow-y-auto border-line border-t p-1">
        {findings.map((finding) => (
          <li key={`${finding.path} ${finding.message}`}>
            <button
              type="button"
              onClick={() => onGo(finding)}
              className="flex min-h-10 w-full items-start gap-2 rounded-control px-2 py-2 text-start hover:bg-sunken"
            >
              <Mark level={finding.level} />
              <span className="wrap-anywhere min-w-0">
                <span className="font-medium">{placeOf(finding, fields)}</span> {finding.message}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

export function Mark({ level }: { level: Finding['level'] }) {
  const Icon = level === 'error' ? CircleAlert : TriangleAlert
  return (
    <Icon
      size={16}
      role="img"
      aria-label={words[level]}
      className={`mt-0.5 shrink-0 ${level === 'error' ? 'text-danger' : 'text-variable'}`}
    />
  )
}

function placeOf(finding: Finding, fields: readonly PlacedField[]): string {
  const index = fieldOfFinding(finding)
  const field = fields.find((placed) => placed.index === index)?.field
  const key = finding.path.replace(/^form\.(?:fields\[\d+\]\.?)?/, '')
  return [field ? fieldName(field) || words.untitledField : words.inForm, key].filter(Boolean).join(', ')
}
