import { redirect } from 'next/navigation'

/** The console begins with the agents. */
export default function ConsolePage() {
  redirect('/console/agents')
}
