import { importForm } from '@/lib/admin/import-form'
import { platform } from '@/lib/domain/scope'
import type { Services } from '@/lib/services'
import contactForm from '@/prisma/seed/contact-form.json'
import { movingForm } from './moving-form'

export const movingFormId = 77

/** The demo's contact form, which now tells somebody of each completion, and the moving form. */
export async function addForms({ agentAdmin, defaultTenantId }: Services, callbackUrl: string): Promise<void> {
  const documents = [
    { form: { ...contactForm.form, callback_url: callbackUrl } },
    { form: { ...movingForm(callbackUrl).form, id: movingFormId } },
  ]
  for (const document of documents) await importForm(agentAdmin, platform, { tenantId: defaultTenantId, document })
}
