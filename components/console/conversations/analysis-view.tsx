import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import type { AnalysisResult } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { Moment } from './moment'
import { SentimentBadge } from './sentiment-badge'
import { WholeValue } from './whole-value'

const words = conversationTexts.analysis

/** How it went. What is not known says why. */
export function AnalysisView({ result }: { result: AnalysisResult | null }) {
  if (result === null) return <EmptyState title={words.none}>{words.noneDetail}</EmptyState>
  if (result.analyzed_at === null)
    return result.state === 'failed' ? (
      <Notice look="danger">{words.failed(result.failure ?? words.unknown)}</Notice>
    ) : (
      <EmptyState title={words.queued} />
    )
  const { keywords_detected: keywords, answers } = result
  const known = Object.entries(answers)
  return (
    <div className="max-w-3xl space-y-4">
      {result.failure === null ? null : <Notice look="danger">{words.failed(result.failure)}</Notice>}
      <p className="text-ink-soft">
        {result.model === null ? words.madeWithout : words.madeBy(result.model)} · <Moment at={result.analyzed_at} />
      </p>
      <dl className="divide-y divide-line rounded-surface border border-line bg-surface">
        <Part title={words.summary} missing={result.missing.summary}>
          {result.summary === null ? null : (
            <p dir="auto" className="wrap-anywhere max-w-[68ch]">
              {result.summary}
            </p>
          )}
        </Part>
        <Part title={words.success} missing={result.missing.call_successful}>
          {result.call_successful === null ? null : (
            <span className="inline-flex flex-wrap items-center gap-2">
              <Badge look={result.call_successful ? 'ok' : 'danger'}>
                {result.call_successful ? words.yes : words.no}
              </Badge>
              <Sure share={result.success_confidence} />
            </span>
          )}
        </Part>
        <Part title={words.sentiment} missing={result.missing.sentiment}>
          {result.sentiment === null ? null : (
            <span className="inline-flex flex-wrap items-center gap-2">
              <SentimentBadge sentiment={result.sentiment} />
              {result.sentiment_score === null ? null : (
                <span className="text-ink-soft tabular-nums">{result.sentiment_score.toFixed(2)}</span>
              )}
            </span>
          )}
        </Part>
        <Part title={words.topics} missing={result.missing.topics_discussed}>
          {result.topics_discussed === null ? null : <Names names={result.topics_discussed} />}
        </Part>
        <Part title={words.keywords} missing={result.missing.keywords_detected}>
          {keywords.length > 0 ? <Names names={keywords} /> : words.noKeywords}
        </Part>
        {known.map(([name, value]) => (
          <Part key={name} title={name} missing={result.missing[name]}>
            {value === null ? null : <WholeValue value={value} />}
          </Part>
        ))}
      </dl>
    </div>
  )
}

function Part({ title, missing, children }: { title: string; missing: string | undefined; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="wrap-anywhere text-ink-soft">{title}</dt>
      <dd className="min-w-0">
        {children ?? (
          <span className="text-ink-soft">
            <Badge>{words.missing}</Badge> {missing ?? words.unknown}
          </span>
        )}
      </dd>
    </div>
  )
}

function Sure({ share }: { share: number | null }) {
  if (share === null) return null
  return <span className="text-ink-soft tabular-nums">{words.sure(Math.round(share * 100))}</span>
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {names.map((name) => (
        <li key={name}>
          <Badge>
            <bdi>{name}</bdi>
          </Badge>
        </li>
      ))}
    </ul>
  )
}
