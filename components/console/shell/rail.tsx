import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { SignedInAs } from '@/components/sign-in/signed-in-as'
import { shellTexts } from '../texts/shell-texts'
import { useMay, usePerson } from './person'
import { sections } from './sections'

/** The sections that the person's role has, and who they are. */
export function Rail({ onChosen }: { onChosen?: () => void }) {
  const person = usePerson()
  return (
    <div className="flex h-full flex-col">
      <nav aria-label={shellTexts.console} className="min-h-0 grow overflow-y-auto px-2 py-1">
        <ul className="space-y-0.5">
          {sections.map((section) => (
            <RailLink key={section.id} section={section} {...(onChosen ? { onChosen } : {})} />
          ))}
        </ul>
      </nav>
      <div className="border-line border-t p-2 ps-4">
        <SignedInAs email={person.email} />
        <p className="text-ink-soft text-xs">
          {shellTexts.roles[person.role]}
          {' · '}
          <a href="/chat" className="inline-flex min-h-6 items-center hover:underline">
            {shellTexts.chat}
          </a>
        </p>
      </div>
    </div>
  )
}

function RailLink({ section, onChosen }: { section: (typeof sections)[number]; onChosen?: () => void }) {
  const path = usePathname()
  const isSeen = useMay(section.role)
  if (!isSeen) return null
  const isCurrent = path === section.href || path.startsWith(`${section.href}/`)
  const Icon = section.icon
  return (
    <li>
      <Link
        href={section.href}
        aria-current={isCurrent ? 'page' : undefined}
        {...(onChosen ? { onClick: onChosen } : {})}
        className={`relative flex min-h-11 items-center gap-3 rounded-control px-3 md:min-h-10 ${
          isCurrent
            ? 'bg-accent-soft font-medium before:absolute before:inset-y-2.5 before:start-0 before:w-0.75 before:rounded-full before:bg-accent'
            : 'text-ink-soft hover:bg-bubble/60 hover:text-ink'
        }`}
      >
        <Icon size={17} strokeWidth={1.75} aria-hidden className="shrink-0" />
        {shellTexts.sections[section.id]}
      </Link>
    </li>
  )
}
