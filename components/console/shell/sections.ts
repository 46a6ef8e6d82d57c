import {
  Bot,
  ChartLine,
  Database,
  FileText,
  KeyRound,
  LibraryBig,
  type LucideIcon,
  MessagesSquare,
  Send,
} from 'lucide-react'
import type { shellTexts } from '../texts/shell-texts'
import type { ConsoleRole } from './person'

type Section = { id: keyof typeof shellTexts.sections; href: string; icon: LucideIcon; role: ConsoleRole }

/** The rail, in its order, and from which role on each is seen. */
export const sections: readonly Section[] = [
  { id: 'agents', href: '/console/agents', icon: Bot, role: 'analyst' },
  { id: 'forms', href: '/console/forms', icon: FileText, role: 'analyst' },
  { id: 'knowledge', href: '/console/knowledge', icon: LibraryBig, role: 'analyst' },
  { id: 'data', href: '/console/data', icon: Database, role: 'analyst' },
  { id: 'conversations', href: '/console/conversations', icon: MessagesSquare, role: 'analyst' },
  { id: 'insight', href: '/console/insight', icon: ChartLine, role: 'analyst' },
  { id: 'deliveries', href: '/console/deliveries', icon: Send, role: 'analyst' },
  { id: 'access', href: '/console/access', icon: KeyRound, role: 'owner' },
]
