import { Check, Copy } from 'lucide-react'
import { useCopy } from '@/components/use-copy'
import { texts } from '../texts'
import { IconButton } from '../ui/icon-button'

export function CodeBlock({ language, text }: { language: string; text: string }) {
  const [isCopied, copy] = useCopy()
  return (
    <div className="rounded-surface border border-line bg-sunken" dir="ltr">
      <div className="flex items-center justify-between ps-3 text-ink-soft">
        <span className="font-mono text-xs">{language}</span>
        <IconButton
          icon={isCopied ? Check : Copy}
          size={16}
          label={isCopied ? texts.message.copied : texts.message.copyCode}
          onClick={() => copy(text)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={texts.message.codeBlock} className="overflow-x-auto px-3 pb-3">
        <pre className="font-mono text-[0.8125rem] leading-5">
          <code>{text}</code>
        </pre>
      </section>
    </div>
  )
}
