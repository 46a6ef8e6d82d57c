import { draftFormRow } from '@/lib/dialects/console/forms/draft-form'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(draftFormRow)
