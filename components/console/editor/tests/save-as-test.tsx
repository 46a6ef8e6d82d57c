import { useState } from 'react'
import { takesFocus } from '@/components/ui/dialog'
import { FormDialog } from '@/components/ui/form-dialog'
import { TextField } from '@/components/ui/text-field'
import type { AgentTestRow } from '@/lib/client/console/tests-api'
import { useTests } from '@/lib/client/console/use-tests'
import { testsTexts } from '../../texts/tests-texts'
import { useEditor } from '../editor-context'
import { AgentTestEditor } from './agent-test-editor'

const words = testsTexts.saving

/** A conversation becomes a test that expects what happened; then its editor opens. `conversationId` null: it is asked for. */
export function SaveAsTest({ conversationId, onClose }: { conversationId: string | null; onClose: () => void }) {
  const { agentId } = useEditor()
  const { record } = useTests(agentId)
  const [name, setName] = useState('')
  const [id, setId] = useState(conversationId ?? '')
  const [made, setMade] = useState<AgentTestRow | null>(null)
  if (made) return <AgentTestEditor test={made} onClose={onClose} />
  const isWhole = name.trim() !== '' && id.trim() !== ''
  return (
    <FormDialog
      title={conversationId === null ? words.fromTitle : words.title}
      submit={words.submit}
      isReady={isWhole}
      isBusy={record.isPending}
      error={record.error?.message}
      onSubmit={() => record.mutate({ conversationId: id.trim(), name: name.trim() }, { onSuccess: setMade })}
      onClose={onClose}
    >
      <p className="text-ink-soft">{words.lead}</p>
      {conversationId === null ? (
        <TextField
          ref={takesFocus}
          label={words.conversation}
          hint={words.conversationHint}
          inputClassName="font-mono"
          spellCheck={false}
          value={id}
          onChange={setId}
        />
      ) : null}
      <TextField
        {...(conversationId === null ? {} : { ref: takesFocus })}
        label={words.name}
        placeholder={words.namePlaceholder}
        maxLength={200}
        value={name}
        onChange={setName}
      />
    </FormDialog>
  )
}
