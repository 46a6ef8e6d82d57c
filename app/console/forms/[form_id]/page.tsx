import type { Metadata } from 'next'
import { FormPage } from '@/components/console/forms/form-page'
import { formTexts } from '@/components/console/texts/form-texts'

export const metadata: Metadata = { title: formTexts.title }

/** One form. */
export default async function Page({ params }: { params: Promise<{ form_id: string }> }) {
  const { form_id } = await params
  return <FormPage formId={Number(form_id)} />
}
