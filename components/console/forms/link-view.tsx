import { Check, Copy, ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { CodeBlock } from '@/components/chat/code-block'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { useCopy } from '@/components/use-copy'
import type { FormRow } from '@/lib/client/console/form-queries'
import { useIsBrowser } from '@/lib/client/use-is-browser'
import { useMay } from '../shell/person'
import { formTexts } from '../texts/form-texts'

const words = formTexts.link

/** How people come to the form: by its link, and by a line in a page. */
export default function LinkView({ form }: { form: FormRow }) {
  const isBrowser = useIsBrowser()
  const isOwner = useMay('owner')
  const [isCopied, copy] = useCopy()
  if (form.active_version === null || !isBrowser)
    return <EmptyState title={words.unpublished}>{words.unpublishedDetail}</EmptyState>
  const address = `${location.origin}/chat?form_fields_id=${form.form_id}`
  const line = `<script src="${location.origin}/widget.js" data-agent="${form.slug ?? form.agent_id}" async></script>`
  return (
    <div className="max-w-3xl space-y-8">
      {form.is_active ? null : <Notice look="danger">{words.closed}</Notice>}
      <section className="space-y-2">
        <h2 className="font-semibold">{words.link}</h2>
        <p className="text-ink-soft">{words.linkDetail}</p>
        <output className="wrap-anywhere block select-all rounded-control border border-line bg-sunken p-3 font-mono">
          {address}
        </output>
        <div className="flex flex-wrap gap-2">
          <Button look="accent" onClick={() => copy(address)}>
            {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            {isCopied ? words.copied : words.copy}
          </Button>
          <a
            href={address}
            className="inline-flex min-h-11 items-center gap-2 rounded-control border border-line-strong bg-surface px-4 font-medium hover:bg-sunken"
          >
            <ExternalLink size={16} aria-hidden />
            {words.openForm}
          </a>
        </div>
      </section>
      <section className="space-y-2">
        <h2 className="font-semibold">{words.widget}</h2>
        <p className="text-ink-soft">{words.widgetDetail}</p>
        <CodeBlock language="html" text={line} />
        {isOwner ? (
          <p className="text-ink-soft">
            {words.more}:{' '}
            <Link
              href={`/console/access?view=widget&agent=${form.agent_id}`}
              className="inline-flex min-h-11 items-center text-accent hover:underline"
            >
              {words.toWidget}
            </Link>
          </p>
        ) : null}
      </section>
    </div>
  )
}
