import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { SwitchField } from '@/components/ui/switch-field'
import { useToast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api-error'
import type { AgentDocument } from '@/lib/client/console/agent-document'
import { formOf, isPlainForm } from '@/lib/client/console/form-document'
import { type FormRow, formQueries, type ImportedForm } from '@/lib/client/console/form-queries'
import { isRecord } from '@/lib/client/console/is-record'
import { checkImport, formOfDocument, importForm } from '@/lib/client/console/make-form'
import { formTexts } from '../texts/form-texts'

const words = formTexts.importing

type Checked = { result: ImportedForm; there: FormRow | null }

/** Pasted or from a file, in either format; looked at before anything is written. */
export function ImportFormDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const client = useQueryClient()
  const toast = useToast()
  const [text, setText] = useState('')
  const [activate, setActivate] = useState(true)
  const read = readText(text)
  const check = useMutation<Checked, Error, AgentDocument>({
    mutationFn: async (document) => ({ result: await checkImport(text), there: await formOfDocument(document) }),
  })
  const isNew = check.data?.there === null
  const importing = useMutation({
    mutationFn: (document: AgentDocument) => importForm(text, document, { activate, isNew }),
    onSuccess: async ({ form_id, name, version }) => {
      await client.invalidateQueries({ queryKey: formQueries.list().queryKey, exact: true })
      if (version !== null && activate) toast({ words: words.done(name, version) })
      router.push(`/console/forms/${form_id}`)
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
          if (read.document === null) return
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
          error={read.problem}
          dir="ltr"
          spellCheck={false}
          rows={8}
          inputClassName="font-mono text-xs!"
        />
        {check.data ? <Found checked={check.data} /> : null}
        {check.data ? (
          <SwitchField
            label={words.activate}
            hint={isNew ? words.activateNew : words.activateNext}
            isOn={activate}
            onChange={setActivate}
          />
        ) : null}
        {error ? <Refused error={error} /> : null}
        <Button
          type="submit"
          look="accent"
          disabled={read.document === null || check.isPending || importing.isPending || importing.isSuccess}
        >
          {check.isSuccess ? words.submit : words.check}
        </Button>
      </form>
    </Dialog>
  )
}

function readText(text: string): { document: AgentDocument | null; problem: string | null } {
  if (text.trim() === '') return { document: null, problem: null }
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value) && (formOf(value) !== null || isPlainForm(value))) return { document: value, problem: null }
    return { document: null, problem: words.notForm }
  } catch (error) {
    return { document: null, problem: words.notJson(error instanceof Error ? error.message : '') }
  }
}

function Found({ checked: { result, there } }: { checked: Checked }) {
  const { name, warnings } = result
  return (
    <div role="status" className="wrap-anywhere space-y-2">
      <p>{there === null ? words.makesNew(name) : words.replaces(there.name)}</p>
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
    <div role="alert" className="wrap-anywhere space-y-2 text-danger">
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
