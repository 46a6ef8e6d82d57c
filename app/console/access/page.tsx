import type { Metadata } from 'next'
import { AccessPage } from '@/components/console/access/access-page'
import { accessTexts } from '@/components/console/texts/access-texts'

export const metadata: Metadata = { title: accessTexts.title }

/** People, keys, widget, providers, tenants, audit. */
export default function Page() {
  return <AccessPage />
}
