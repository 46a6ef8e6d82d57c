import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'
import { Intents } from '@/components/chat/debug/intents'
import { TextField } from '@/components/ui/text-field'
import type { IntentScores } from '@/lib/client/console/classify-query'
import { classifyQuery } from '@/lib/client/console/classify-query'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'

const words = panelTexts.sentence
const pauseMs = 500

/** What the draft makes of a sentence, as it is written. `nodeId` null: of the global intents alone. */
export function TrySentence({ nodeId }: { nodeId: string | null }) {
  const { agentId, draft, canEdit } = useEditor()
  const document = useDeferredValue(draft.document)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState({ text: '', document })
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ text: text.trim(), document }), pauseMs)
    return () => clearTimeout(timer)
  }, [text, document])
  const scores = useQuery({
    ...classifyQuery(agentId, asked.document, nodeId, asked.text),
    enabled: canEdit && asked.text !== '',
    placeholderData: keepPreviousData,
  })
  const shown = asked.text === '' ? null : (scores.data ?? null)
  return (
    <div className="space-y-2 rounded-surface bg-sunken p-3">
      <TextField
        label={words.label}
        placeholder={words.placeholder}
        dir="auto"
        maxLength={1000}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter') setAsked({ text: text.trim(), document })
        }}
      />
      <div role="status" aria-label={words.result} className="space-y-3">
        {scores.isFetching && !shown ? <p className="waiting-dot text-ink-soft">{words.waiting}</p> : null}
        {scores.error && asked.text !== '' ? <p className="text-danger">{scores.error.message}</p> : null}
        {shown?.intents ? <Result title={words.here} scores={shown.intents} /> : null}
        {shown?.globalIntents ? <Result title={words.anywhere} scores={shown.globalIntents} /> : null}
        {shown && !shown.intents && !shown.globalIntents ? <p className="text-ink-soft">{words.nothing}</p> : null}
      </div>
    </div>
  )
}

function Result({ title, scores: { picked, ...classification } }: { title: string; scores: IntentScores }) {
  return (
    <div>
      <p className="mb-1.5">
        <span className="text-ink-soft">{title} </span>
        <span className="font-medium">{picked === null ? words.noMatch : words.picked(picked)}</span>
      </p>
      <Intents classification={classification} />
    </div>
  )
}
