import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { controlLook } from '@/components/ui/control-look'
import { Field } from '@/components/ui/field'
import { FormDialog } from '@/components/ui/form-dialog'
import { ProgressLine } from '@/components/ui/progress-line'
import { TextField } from '@/components/ui/text-field'
import { useToast } from '@/components/ui/toast'
import type { SourceView } from '@/lib/client/console/source-queries'
import { sendForm } from '@/lib/client/uploads/send-file'
import { dataTexts } from '../texts/data-texts'

/** A script or a SQLite file becomes a database. */
export function ImportSource({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const [file, setFile] = useState<File | null>(null)
  const [name, setName] = useState('')
  const [identity, setIdentity] = useState('')
  const [share, setShare] = useState(0)
  const load = useMutation({
    mutationFn: (chosen: File) => {
      const params = new URLSearchParams({
        name: name.trim(),
        ...(identity.trim() ? { identity: identity.trim() } : {}),
      })
      return sendForm<SourceView & { left_out: string[] }>(
        `/api/admin/data/import?${params}`,
        chosen,
        {},
        setShare,
        new AbortController().signal,
      )
    },
    onSuccess: async ({ id, left_out }) => {
      toast({ words: left_out.length > 0 ? dataTexts.leftOut(left_out) : dataTexts.loaded })
      await client.invalidateQueries({ queryKey: ['console', 'data'], exact: true })
      router.push(`/console/data/${id}`)
    },
  })
  return (
    <FormDialog
      title={dataTexts.importTitle}
      submit={dataTexts.submit}
      isBusy={load.isPending}
      error={load.error?.message}
      onSubmit={() => file && load.mutate(file)}
      onClose={onClose}
    >
      <p className="text-ink-soft">{dataTexts.importDetail}</p>
      <Field label={dataTexts.file}>
        {(ties) => (
          <input
            type="file"
            required
            accept=".sql,.sqlite,.sqlite3,.db"
            {...ties}
            onChange={({ target }) => setFile(target.files?.[0] ?? null)}
            className={`${controlLook} py-2`}
          />
        )}
      </Field>
      <TextField
        required
        pattern="[A-Za-z][\w\-]{0,62}"
        label={dataTexts.name}
        hint={dataTexts.nameHint}
        value={name}
        onChange={setName}
      />
      <TextField
        spellCheck={false}
        label={dataTexts.identity}
        hint={dataTexts.identityHint}
        value={identity}
        onChange={setIdentity}
      />
      {load.isPending ? (
        <div role="status" className="space-y-1">
          <p className="text-ink-soft">{dataTexts.sending(Math.floor(share * 100))}</p>
          <ProgressLine label={dataTexts.import} share={share < 1 ? share : null} />
        </div>
      ) : null}
    </FormDialog>
  )
}
