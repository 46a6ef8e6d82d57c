import { usageFailure } from './cli-failure'
import { demoTenant } from './demo-ids'
import { parseLine } from './parse-line'

export type FormsRequest =
  | { act: 'help' }
  | { act: 'list'; tenantId: string }
  | { act: 'import'; tenantId: string; file: string; dryRun: boolean; activate: boolean; notes: string | null }
  | {
      act: 'export'
      tenantId: string
      formId: number
      what: 'csv' | 'json' | 'document'
      reveal: boolean
      /** Null: to standard output. */
      file: string | null
    }

export const formsUsage = `Forms, and what people have answered in them.

  npm run forms -- list                    the forms, and how many have been begun and completed
  npm run forms -- import FORM.json        makes a form, or the next version of the one that its id names
  npm run forms -- export ID --csv         its responses as a table; or --json
  npm run forms -- export ID --document    the form itself, as it was imported

      --dry-run     import: checks everything and writes nothing
      --inactive    import: the version is not put in force yet
      --notes TEXT  import: what has changed
  -o, --out FILE    export: into a file; otherwise to standard output (npm run -s forms keeps npm's own lines out)
      --reveal      export: sensitive answers in full, not masked
  -t, --tenant ID   whose they are (the demo tenant)
`

const options = {
  csv: { type: 'boolean' },
  json: { type: 'boolean' },
  document: { type: 'boolean' },
  reveal: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  inactive: { type: 'boolean' },
  notes: { type: 'string' },
  out: { type: 'string', short: 'o' },
  tenant: { type: 'string', short: 't' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Throws CliFailure, with the usage, where the command line makes no sense. */
export function parseFormsRequest(argv: readonly string[]): FormsRequest {
  const { values, positionals } = parseLine(argv, options, formsUsage)
  const [act, named, ...more] = positionals
  const tenantId = values.tenant ?? demoTenant
  if (values.help) return { act: 'help' }
  if (act === 'list' && named === undefined) return { act, tenantId }
  if (act === 'import' && named !== undefined && more.length === 0) {
    const { 'dry-run': dryRun = false, inactive = false, notes = null } = values
    return { act, tenantId, file: named, dryRun, activate: !inactive, notes }
  }
  const wanted = (['csv', 'json', 'document'] as const).filter((what) => values[what])
  const [what] = wanted
  if (act === 'export' && named !== undefined && more.length === 0 && what && wanted.length === 1) {
    const { reveal = false, out: file = null } = values
    return { act, tenantId, formId: formIdOf(named), what, reveal, file }
  }
  throw usageFailure(`Say list, import FORM.json, or export ID with --csv, --json or --document.\n\n${formsUsage}`)
}

function formIdOf(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw usageFailure(`The id of a form is a number such as 42, not ${text}.`)
  return Number(text)
}
