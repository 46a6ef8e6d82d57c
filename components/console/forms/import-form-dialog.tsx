import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useToast } from '@/components/ui/toast'
import type { AgentDocument } from '@/lib/client/console/agent-document'
import { formOf, isPlainForm } from '@/lib/client/console/form-document'
import { formQueries } from '@/lib/client/console/form-queries'
import { checkImport, formOfDocument, importForm } from '@/lib/client/console/make-form'
import { readJsonObject } from '@/lib/client/console/read-json'
import { JsonImportDialog, type ReadImport } from '../json-import-dialog'
import { formTexts } from '../texts/form-texts'

const words = formTexts.importing

/** A form's document in either format, pasted or from a file; leads to the form it became. */
export function ImportFormDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const client = useQueryClient()
  const toast = useToast()
  return (
    <JsonImportDialog
      words={words}
      read={readForm}
      check={async (document, text) => {
        const [{ name, warnings }, there] = await Promise.all([checkImport(text), formOfDocument(document)])
        const isNew = there === null
        return {
          isNew,
          outcome: isNew ? words.makesNew(name) : words.replaces(there.name),
          warnings,
          activateHint: isNew ? words.activateNew : words.activateNext,
        }
      }}
      save={async (document, text, { activate, checked: { isNew } }) => {
        const { form_id, name, version } = await importForm(text, document, { activate, isNew })
        await client.invalidateQueries({ queryKey: formQueries.list().queryKey, exact: true })
        if (version !== null && activate) toast({ words: words.done(name, version) })
        router.push(`/console/forms/${form_id}`)
      }}
      onClose={onClose}
    />
  )
}

function readForm(text: string): ReadImport<AgentDocument> {
  const read = readJsonObject(text)
  if (!read.ok && read.at)
    return { document: null, problem: words.notJson(read.at.line, read.at.column, read.at.expected) }
  if (read.ok && (formOf(read.value) !== null || isPlainForm(read.value)))
    return { document: read.value, problem: null }
  return { document: null, problem: words.notForm }
}
