import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, ExternalLink, Lock, LockOpen } from 'lucide-react'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { agentsApi } from '@/lib/client/console/agents-api'
import { sendJson } from '@/lib/client/console/console-request'
import { type FormRow, formPath, formQueries } from '@/lib/client/console/form-queries'
import { saveFile } from '@/lib/client/console/save-file'
import { useMay } from '../shell/person'
import { formTexts } from '../texts/form-texts'

/** What is done with a form as a whole. */
export function FormMenu({ form }: { form: FormRow }) {
  const { form_id, name, active_version: live, is_active: isOpen } = form
  const toast = useToast()
  const client = useQueryClient()
  const mayChange = useMay('editor')
  const turn = useMutation({
    mutationFn: (is_active: boolean) => sendJson('PATCH', formPath(form_id), { is_active }),
    onSuccess: async (_, is_active) => {
      const undo = () => turn.mutate(!is_active)
      toast({ words: is_active ? formTexts.nowOpen(name) : formTexts.nowClosed(name), undo })
      await client.invalidateQueries({ queryKey: formQueries.list().queryKey, exact: true })
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
  const saveDraft = () =>
    agentsApi
      .draft(form.agent_id)
      .then(({ document }) => saveFile(`form-${form_id}-draft.json`, `${JSON.stringify(document, null, 2)}\n`))
      .catch(() => toast({ words: formTexts.exportFailed, look: 'danger' }))
  const items: (MenuItem | null)[] = [
    live === null ? null : { label: formTexts.fill, icon: ExternalLink, href: `/chat?form_fields_id=${form_id}` },
    live === null
      ? { label: formTexts.export, icon: Download, onChoose: () => void saveDraft() }
      : { label: formTexts.export, icon: Download, href: formPath(form_id, '/document') },
    mayChange && live !== null
      ? {
          label: isOpen ? formTexts.close : formTexts.reopen,
          icon: isOpen ? Lock : LockOpen,
          onChoose: () => turn.mutate(!isOpen),
        }
      : null,
  ]
  return <Menu label={formTexts.actionsOf(name)} items={items.filter((item) => item !== null)} />
}
