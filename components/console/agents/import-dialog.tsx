import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { SwitchField } from '@/components/ui/switch-field'
import { ApiError } from '@/lib/client/api-error'
import type { AgentDocument } from '@/lib/client/console/agent-document'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { ImportResult } from '@/lib/client/console/agents-wire'
import { readImport } from '@/lib/client/console/read-import'
import { agentsTexts } from '../texts/agents-texts'

const words = agentsTexts.importing

/** Pasted or from a file; looked at before anything is written. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [activate, setActivate] = useState(true)
  const read = text.trim() === '' ? null : readImport(text)
  const check = useMutation({ mutationFn: (document: AgentDocument) => agentsApi.import(document, { dry_run: true }) })
  const importing = useMutation({
    mutationFn: (document: AgentDocument) => agentsApi.import(document, { activate }),
    onSuccess: async ({ agent_id }) => {
      await queries.invalidateQueries({ queryKey: agentsQueries.list().queryKey })
      router.push(`/console/agents/${encodeURIComponent(agent_id)}`)
    },
  })
  const change = (next: string) => {
    setText(next)
    check.reset()
    importing.reset()
  }
  const error = check.error ?? importing.error
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (read?.kind !== 'agent') return
          if (check.isSuccess) importing.mutate(read.document)
          else check.mutate(read.document)
        }}
      >
        <p className="text-ink-soft">{words.lead}</p>
        <label className="inline-flex min-h-11 cursor-pointer items-center rounded-control border border-line-strong px-4 font-medium outline-accent hover:bg-sunken has-focus-visible:outline-2">
          {words.file}
          <input
            type="file"
            accept=".json,application/json"
            className="sr-only"
            onChange={({ target }) => void target.files?.[0]?.text().then(change)}
          />
        </label>
        <AreaField
          label={words.json}
          value={text}
          onChange={change}
          error={problemOf(read)}
          dir="ltr"
          spellCheck={false}
          rows={8}
          inputClassName="font-mono text-xs!"
        />
        {check.data ? <Checked result={check.data} /> : null}
        {check.data ? (
          <SwitchField label={words.activate} hint={words.activateHint} isOn={activate} onChange={setActivate} />
        ) : null}
        {error ? <Refused error={error} /> : null}
        <Button
          type="submit"
          look="accent"
          disabled={read?.kind !== 'agent' || check.isPending || importing.isPending || importing.isSuccess}
        >
          {check.isSuccess ? words.submit : words.check}
        </Button>
      </form>
    </Dialog>
  )
}

function problemOf(read: ReturnType<typeof readImport> | null): string | null {
  switch (read?.kind) {
    case 'no-json':
      return words.notJson(read.at.line, read.at.column, read.at.expected)
    case 'form':
      return words.forms
    case 'other':
      return words.notDocument
    default:
      return null
  }
}

function Checked({ result }: { result: ImportResult }) {
  const { agent_name, previous_version, validation_warnings: warnings } = result
  return (
    <div role="status" className="space-y-2">
      <p>{previous_version === null ? words.makesNew(agent_name) : words.replaces(agent_name, previous_version)}</p>
      <p className={warnings.length > 0 ? 'text-variable' : 'text-ok'}>
        {warnings.length > 0 ? words.warnings(warnings.length) : words.fine}
      </p>
      <List lines={warnings} />
    </div>
  )
}

function Refused({ error }: { error: Error }) {
  const problems = error instanceof ApiError ? error.problems : []
  return (
    <div role="alert" className="space-y-2 text-danger">
      <p>{problems.length > 0 ? words.problems : `${words.failed} ${error.message}`}</p>
      <List lines={problems.map(({ path, message }) => `${path}: ${message}`)} />
    </div>
  )
}

function List({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <ul className="wrap-anywhere max-h-48 list-disc space-y-1 overflow-y-auto ps-5 text-ink text-xs">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
