'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { queries } from '@/lib/client/queries'
import { texts } from '../texts'
import { PanelState } from './panel-state'

/** The agents a visitor may open, each a way in. */
export function AgentList() {
  const agents = useQuery(queries.agents())
  if (!agents.data)
    return <PanelState error={agents.error} onRetry={() => agents.refetch()} failed={texts.threads.failed} />
  if (agents.data.agents.length === 0) return <p className="text-ink-soft">{texts.start.none}</p>
  return (
    <ul className="quiet-in divide-y divide-line border-line border-y">
      {agents.data.agents.map(({ id, name, description, mode }) => (
        <li key={id}>
          <Link
            href={`/chat?agent=${encodeURIComponent(id)}`}
            className="group flex min-h-16 items-center gap-4 py-4 hover:text-accent"
          >
            <span className="min-w-0 grow">
              <bdi className="font-medium text-[0.9375rem]">{name}</bdi>
              {mode === 'embedded' ? (
                <span className="ms-2 text-ink-soft text-xs" title={texts.embedded.detail}>
                  {texts.embedded.label}
                </span>
              ) : null}
              {description ? (
                <bdi className="mt-0.5 line-clamp-2 block max-w-[68ch] text-ink-soft">{description}</bdi>
              ) : null}
            </span>
            <ArrowRight size={18} aria-hidden className="shrink-0 text-ink-soft group-hover:text-accent" />
          </Link>
        </li>
      ))}
    </ul>
  )
}
