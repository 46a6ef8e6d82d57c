import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { FormDialog } from '@/components/ui/form-dialog'
import { SwitchField } from '@/components/ui/switch-field'
import { Lines, Refusal } from './refusal'

type Words = {
  title: string
  lead: string
  file: string
  json: string
  check: string
  submit: string
  activate: string
  problems: string
  failed: string
  fine: string
  warnings: (count: number) => string
}

/** What a text was read as: a document, or what is wrong with it; neither where nothing is there yet. */
export type ReadImport<D> = { document: D | null; problem: string | null }

export type Checked = {
  /** What importing it would do. */
  outcome: string
  warnings: readonly string[]
  activateHint: string
}

/**
 * JSON that is pasted or comes from a file, looked at before anything is written. `check`: what it would do; `save`: does
 * it, live at once or not.
 */
export function JsonImportDialog<D, C extends Checked>({
  words,
  read,
  check,
  save,
  onClose,
}: {
  words: Words
  read: (text: string) => ReadImport<D>
  check: (document: D, text: string) => Promise<C>
  save: (document: D, text: string, how: { activate: boolean; checked: C }) => Promise<unknown>
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const [activate, setActivate] = useState(true)
  const { document, problem } = text.trim() === '' ? { document: null, problem: null } : read(text)
  const checking = useMutation({ mutationFn: (given: D) => check(given, text) })
  const checked = checking.data
  const saving = useMutation({
    mutationFn: (given: { document: D; checked: C }) =>
      save(given.document, text, { activate, checked: given.checked }),
  })
  const change = (next: string) => {
    setText(next)
    checking.reset()
    saving.reset()
  }
  const error = checking.error ?? saving.error
  return (
    <FormDialog
      title={words.title}
      submit={checked ? words.submit : words.check}
      isReady={document !== null}
      isBusy={checking.isPending || saving.isPending || saving.isSuccess}
      onSubmit={() => {
        if (document === null) return
        if (checked) saving.mutate({ document, checked })
        else checking.mutate(document)
      }}
      onClose={onClose}
    >
      <p className="text-ink-soft">{words.lead}</p>
      <FileButton label={words.file} onText={change} />
      <AreaField
        label={words.json}
        value={text}
        onChange={change}
        error={problem}
        dir="ltr"
        spellCheck={false}
        rows={8}
        inputClassName="font-mono text-xs!"
      />
      {checked ? (
        <>
          <Found checked={checked} words={words} />
          <SwitchField label={words.activate} hint={checked.activateHint} isOn={activate} onChange={setActivate} />
        </>
      ) : null}
      {error ? <Refusal error={error} lead={words.problems} failed={saving.error ? words.failed : ''} /> : null}
    </FormDialog>
  )
}

function FileButton({ label, onText }: { label: string; onText: (text: string) => void }): ReactNode {
  return (
    <label className="inline-flex min-h-11 cursor-pointer items-center rounded-control border border-line-strong px-4 font-medium outline-accent hover:bg-sunken has-focus-visible:outline-2">
      {label}
      <input
        type="file"
        accept=".json,application/json"
        className="sr-only"
        onChange={({ target }) => {
          void target.files?.[0]?.text().then(onText)
          // The same file may be chosen again.
          target.value = ''
        }}
      />
    </label>
  )
}

function Found({ checked: { outcome, warnings }, words }: { checked: Checked; words: Words }) {
  return (
    <div role="status" className="wrap-anywhere space-y-2">
      <p>{outcome}</p>
      <p className={warnings.length > 0 ? 'text-variable' : 'text-ok'}>
        {warnings.length > 0 ? words.warnings(warnings.length) : words.fine}
      </p>
      <Lines lines={warnings} />
    </div>
  )
}
