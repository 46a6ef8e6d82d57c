import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { chatbotQueries } from '@/lib/client/chatbot/chatbot-queries'
import type { FoundPassage } from '@/lib/client/chatbot/find-passage'
import type { SourceView } from '@/lib/client/wire'
import { Quote } from '../chat/source-mark'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.passage

/** The passage that an answer cites, with the quoted words marked in it. The words alone until it is loaded. */
export function CitedPassage({ chatbotId, source }: { chatbotId: string; source: SourceView }) {
  const passage = useQuery(chatbotQueries.passage(chatbotId, source))
  if (passage.data) return <Passage passage={passage.data} place={source.place} />
  return (
    <>
      <p role="status" className={passage.isPending ? 'sr-only' : 'mb-2 text-ink-soft'}>
        {passage.isPending ? words.loading : passage.isError ? words.failed : words.gone}
      </p>
      <Quote source={source} />
    </>
  )
}

function Passage({ passage, place }: { passage: FoundPassage; place: string | null }) {
  const { heading, parts, before, after } = passage
  const where = [place, heading].filter((part, at, all) => part && all.indexOf(part) === at).join(' · ')
  return (
    <div dir="auto" className="said">
      {where ? <p className="text-ink-soft text-sm">{where}</p> : null}
      {before ? <p className="line-clamp-3 whitespace-pre-wrap text-ink-soft">{before}</p> : null}
      <p className="whitespace-pre-wrap border-source border-s-2 ps-3">
        {parts.map(({ text, isQuoted }) =>
          isQuoted ? (
            <mark key={text} className="quoted">
              {text}
            </mark>
          ) : (
            <Fragment key={text}>{text}</Fragment>
          ),
        )}
      </p>
      {after ? <p className="line-clamp-3 whitespace-pre-wrap text-ink-soft">{after}</p> : null}
    </div>
  )
}
