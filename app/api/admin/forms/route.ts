import { createFormRow } from '@/lib/dialects/console/forms/create-form'
import { listFormsRow } from '@/lib/dialects/console/forms/list-forms'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(createFormRow, listFormsRow)
