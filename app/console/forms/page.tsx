import type { Metadata } from 'next'
import { FormsPage } from '@/components/console/forms/forms-page'
import { formTexts } from '@/components/console/texts/form-texts'

export const metadata: Metadata = { title: formTexts.title }

/** The forms. */
export default function Page() {
  return <FormsPage />
}
