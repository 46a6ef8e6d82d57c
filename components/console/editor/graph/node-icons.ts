import { Brain, Database, Flag, Globe, ListChecks, type LucideIcon, MessageSquareText, Users } from 'lucide-react'

/** One icon a type of node, as in the debug panel. */
export const nodeIcons: Record<string, LucideIcon> = {
  standard: MessageSquareText,
  retrieve_variable: Database,
  api_call: Globe,
  agent_transfer: Users,
  end_call: Flag,
  assist: Brain,
  collect: ListChecks,
}
